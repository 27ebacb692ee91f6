// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files and directories under a temporary name beside their target, and moves them to the target when they are complete.
 * If the target is a symbolic link, the link stays and the file that it leads to is replaced.
 */
public final class AtomicFile {
    /** Writes the contents. */
    @FunctionalInterface
    public interface Contents {
        /** Writes everything; does not close the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Fills a path that does not exist yet, with a file or a directory. Its parent directory may hold temporary files
     * too: it is removed with its contents. If Java was killed, the next write to the target's directory removes it.
     */
    @FunctionalInterface
    public interface Filler {
        /** Makes the file or directory at the given path. */
        void fill(Path fresh) throws IOException;
    }

    private AtomicFile() {}

    /** Replaces a file. If anything fails, the former file stays unchanged. Missing directories are created. */
    public static void write(Path target, Contents contents) throws IOException {
        replace(target, fresh -> {
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(fresh, StandardOpenOption.CREATE_NEW))) {
                contents.writeTo(out);
            }
        });
    }

    /**
     * Replaces a file with the one that the filler makes. If anything fails, the former file stays unchanged.
     *
     * @throws BadInput if the target exists and is not a file, in which case it stays unchanged, or if nothing can be
     *     written there
     */
    public static void replace(Path target, Filler filler) throws IOException {
        if (Files.isDirectory(target)) {
            throw new BadInput(target, "is a directory, but a file is to be written there", "Give the path of a file.");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new BadInput(
                    target,
                    "is not a regular file, and writing would replace it with one",
                    "Give the path of a file, and copy that file.");
        }
        Path place = place(target);
        try (TemporaryFile part = open(target, place)) {
            filler.fill(part.path());
            Files.move(part.path(), place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw explained(target, place, e);
        }
    }

    /**
     * Replaces a directory of the build with the one that the filler makes. If anything fails, the former directory
     * stays unchanged. If Java is killed between the two moves, the next call restores the former directory first.
     *
     * @throws BadInput if the target exists and is not a directory, in which case it stays unchanged, or if nothing can
     *     be written there
     */
    public static void replaceDirectory(Path target, Filler filler) throws IOException {
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new BadInput(
                    target, "is not a directory, but a directory is to be made there", "Give the path of a directory.");
        }
        Path place = place(target);
        try (TemporaryFile part = open(target, place)) {
            filler.fill(part.path());
            Path former = Files.exists(place) ? part.putAside(place) : null;
            try {
                Files.move(part.path(), place, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (former != null) {
                    Files.move(former, place, StandardCopyOption.ATOMIC_MOVE);
                }
                throw e;
            }
        } catch (IOException e) {
            throw explained(target, place, e);
        }
    }

    /** The target of a link; any other path itself. */
    private static Path place(Path target) throws IOException {
        if (!Files.isSymbolicLink(target)) {
            return target;
        }
        if (!Files.exists(target)) {
            throw new BadInput(target, "is a dangling symbolic link", "Remove the link.");
        }
        return target.toRealPath();
    }

    private static TemporaryFile open(Path target, Path place) throws IOException {
        try {
            return TemporaryFile.open(place);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Makes a failure that names no file, or one of the hidden files, a failure of the target. */
    private static IOException explained(Path target, Path place, IOException e) {
        boolean ours = e instanceof FileSystemException named
                ? named.getFile() == null || named.getFile().contains(TemporaryName.hidden(place))
                : e.getClass() == IOException.class;
        return ours ? unwritable(target, e) : e;
    }

    private static BadInput unwritable(Path target, IOException e) {
        for (Path name : target) {
            int length = name.toString().getBytes(StandardCharsets.UTF_8).length;
            if (length > Directories.LONGEST_NAME) {
                return new BadInput(
                        target,
                        "a name in this path has " + length + " bytes, and file systems take "
                                + Directories.LONGEST_NAME,
                        "Give a shorter name.");
            }
        }
        String remedy = "Check that its directory may be written to and has room.";
        return BadInput.of(target, "cannot be written", e, remedy);
    }
}
