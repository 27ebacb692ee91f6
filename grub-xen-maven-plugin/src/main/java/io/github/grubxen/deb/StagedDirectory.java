// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A package's contents as a directory on disk, for another packaging tool, which has to set the owners. */
public final class StagedDirectory {
    private StagedDirectory() {}

    /** Replaces a directory with one that has the contents and modes of the package. */
    public static void write(PackageContents contents, Path directory) throws IOException {
        AtomicFile.replaceDirectory(directory, fresh -> {
            Files.createDirectories(fresh);
            for (PackageEntry entry : contents.entries()) {
                Path path = resolve(fresh, entry.path());
                if (entry instanceof PackageEntry.Directory made) {
                    Files.createDirectory(path);
                    setMode(path, made.mode() | 0700);
                } else if (entry instanceof PackageEntry.Link link) {
                    Files.createSymbolicLink(path, resolve(Path.of(""), link.target()));
                } else if (entry instanceof PackageEntry.RegularFile file) {
                    try (InputStream in = file.content().open()) {
                        Files.copy(in, path);
                    }
                    setMode(path, file.mode());
                }
            }
        });
    }

    private static Path resolve(Path directory, String path) throws BadInput {
        try {
            return directory.resolve(path);
        } catch (InvalidPathException e) {
            throw new BadInput(
                    path,
                    "a name that this machine's locale has no letters for",
                    "Build with LC_ALL=C.UTF-8 in the environment.");
        }
    }

    /** Sets a mode including the bits above the nine permission bits, which Java's own enum does not contain. */
    private static void setMode(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
    }
}
