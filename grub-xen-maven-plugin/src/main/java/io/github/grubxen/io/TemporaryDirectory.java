// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A directory in Java's temporary directory, for files that cannot be beside the output of a build. It is deleted when this object is
 * closed, and when Java is ended by a signal that it can catch. After a kill that cannot be caught, the next build that makes a
 * temporary directory removes it: a file lock shows that no build uses it any more.
 */
public final class TemporaryDirectory implements Closeable {
    /** Free space of a disk that counts as full, in bytes. Files of a failed write may have been deleted already. */
    private static final long NEARLY_FULL = 1 << 20;

    private static final String PROPERTY = "java.io.tmpdir";

    private final Path parent;
    private final TemporaryFile part;

    private TemporaryDirectory(Path parent, TemporaryFile part) {
        this.parent = parent;
        this.part = part;
    }

    /**
     * Work with files in a temporary directory.
     *
     * @param <T> type of the result
     */
    @FunctionalInterface
    public interface Work<T> {
        /** Does the work in an empty directory. */
        T in(Path directory) throws IOException;
    }

    /**
     * Does work in a new directory that only its owner can read, and deletes the directory.
     *
     * @param name beginning of its name
     * @throws BadInput as {@link #create} does, or if the disk of Java's temporary directory becomes full
     */
    public static <T> T use(String name, Work<T> work) throws IOException {
        try (TemporaryDirectory directory = create(name)) {
            try {
                return work.in(directory.path());
            } catch (IOException e) {
                throw directory.explained(e);
            }
        }
    }

    /**
     * Creates a new directory that only its owner can read.
     *
     * @param name beginning of its name
     * @throws BadInput if Java's temporary directory does not exist, is not a directory, or cannot be written to
     */
    public static TemporaryDirectory create(String name) throws IOException {
        return createIn(javas(), name);
    }

    /**
     * Creates a new directory with a short path, for sockets. It is not deleted by this class.
     *
     * @param prefix beginning of its name
     * @throws BadInput as {@link #create} does
     */
    public static Path createShort(String prefix) throws IOException {
        Path parent = javas();
        try {
            return Files.createTempDirectory(parent, prefix);
        } catch (IOException e) {
            throw unusable(parent, e);
        }
    }

    /** Java itself reads the property once, and its message names no directory. */
    private static Path javas() {
        return Path.of(System.getProperty(PROPERTY, "/tmp")).toAbsolutePath();
    }

    /** As {@link #create}, in another directory. */
    static TemporaryDirectory createIn(Path parent, String name) throws IOException {
        if (!Files.isDirectory(parent)) {
            String file = parent.toString();
            throw unusable(
                    parent, Files.exists(parent) ? new NotDirectoryException(file) : new NoSuchFileException(file));
        }
        TemporaryFile part;
        try {
            part = TemporaryFile.open(parent.resolve(name));
        } catch (IOException e) {
            throw unusable(parent, e);
        }
        TemporaryDirectory made = new TemporaryDirectory(parent, part);
        try {
            Files.createDirectory(made.path());
            if (parent.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(made.path(), PosixFilePermissions.fromString("rwx------"));
                // if root gives the directory to an ordinary user, that user must be able to reach it
                Files.setPosixFilePermissions(
                        made.path().resolveSibling(".").normalize(), PosixFilePermissions.fromString("rwx--x--x"));
            }
            return made;
        } catch (IOException e) {
            made.close();
            throw unusable(parent, e);
        }
    }

    /** Java's temporary directory. */
    public Path parent() {
        return parent;
    }

    /** The directory. */
    public Path path() {
        return part.path();
    }

    /**
     * A failure of the work in this directory, or a clearer one if the failure is that the disk of Java's temporary directory is
     * full. Must be called before files are deleted.
     */
    public IOException explained(IOException failure) throws IOException {
        String reason = Refusal.fullDisk(failure);
        if (reason.isEmpty()) {
            return failure;
        }
        String message = String.valueOf(failure.getMessage());
        boolean named = message.startsWith(path().toString());
        // Java's streams and other programs name no file
        boolean unnamed = !(failure instanceof FileSystemException)
                && !message.contains(PROPERTY)
                && DiskRoom.bytes(parent) < NEARLY_FULL;
        if (!named && !unnamed) {
            return failure;
        }
        BadInput full = unusable(parent, new FileSystemException(parent.toString(), null, reason));
        full.initCause(failure);
        return full;
    }

    private static BadInput unusable(Path parent, IOException e) {
        boolean full = !Refusal.fullDisk(e).isEmpty();
        return new BadInput(
                parent,
                "cannot be used as Java's temporary directory (" + Refusal.reason(e) + ")",
                full
                        ? "Make room on its disk, or name a directory on another disk in " + PROPERTY + "."
                        : "Make it a directory that you may write to, or name another one in " + PROPERTY + ".");
    }

    @Override
    public void close() throws IOException {
        part.close();
    }
}
