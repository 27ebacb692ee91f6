// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;

/**
 * A directory with GRUB's source, such as a git checkout after ./bootstrap. The build works on a copy of it.
 *
 * @param directory the directory
 */
public record CheckoutSource(Path directory) implements GrubSource {
    /** Names that do not belong to the source: git's own files, and files of earlier builds. */
    private static final Set<String> LEFT_OUT = Set.of(".git", "obj", "autom4te.cache");

    @Override
    public String description() {
        return "directory " + directory.getFileName();
    }

    @Override
    public List<Path> files() {
        return List.of();
    }

    /** Depends on names, modes and contents. Timestamps do not matter, because copies of a source have different ones. */
    @Override
    public String state() throws IOException {
        StringBuilder state = new StringBuilder();
        state(directory, state);
        return state.toString();
    }

    private void state(Path at, StringBuilder state) throws IOException {
        for (Path entry : entries(at)) {
            state.append(directory.relativize(entry));
            if (Files.isSymbolicLink(entry)) {
                state.append(" -> ").append(Files.readSymbolicLink(entry)).append('\n');
            } else if (Files.isDirectory(entry)) {
                state.append("/\n");
                state(entry, state);
            } else {
                state.append(Files.isExecutable(entry) ? " * " : " ")
                        .append(Digest.sha256(entry))
                        .append('\n');
            }
        }
    }

    @Override
    public List<Patch> unpack(Path target) throws IOException {
        if (!Files.isRegularFile(directory.resolve("configure.ac"))) {
            throw new BadInput(directory, "is not GRUB's source: it has no configure.ac", "Give GRUB's top directory.");
        }
        copy(directory, Files.createDirectories(target));
        return List.of();
    }

    private void copy(Path from, Path to) throws IOException {
        for (Path entry : entries(from)) {
            Path place = to.resolve(String.valueOf(entry.getFileName()));
            if (Files.isSymbolicLink(entry)) {
                if (!Files.exists(entry) || !entry.toRealPath().startsWith(directory.toRealPath())) {
                    throw new BadInput(
                            entry,
                            "is a link that leads out of the source",
                            "Replace it with the file that it leads to.");
                }
                Files.copy(entry, place, LinkOption.NOFOLLOW_LINKS);
            } else if (Files.isDirectory(entry)) {
                copy(entry, Files.createDirectory(place));
            } else if (Files.isRegularFile(entry)) {
                Files.copy(entry, place, StandardCopyOption.COPY_ATTRIBUTES);
            } else {
                throw new BadInput(entry, "is neither a file, a directory nor a link", "Remove it from the source.");
            }
        }
    }

    private static List<Path> entries(Path at) throws IOException {
        return Directories.list(at).stream()
                .filter(entry -> !LEFT_OUT.contains(String.valueOf(entry.getFileName())))
                .toList();
    }
}
