// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories in Java's temporary directory, for files that cannot be beside the output of a build. */
public final class TemporaryDirectory {
    private TemporaryDirectory() {}

    /**
     * Creates a new directory that only its owner can read.
     *
     * @param prefix beginning of its name
     * @throws BadInput if Java's temporary directory does not exist, is not a directory, or cannot be written to
     */
    public static Path create(String prefix) throws IOException {
        return createIn(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), prefix);
    }

    /** As {@link #create}, in another directory. Java itself reads the property once, and its message names no directory. */
    static Path createIn(Path directory, String prefix) throws IOException {
        try {
            return Files.createTempDirectory(directory, prefix);
        } catch (IOException e) {
            throw BadInput.of(
                    directory,
                    "cannot be used as Java's temporary directory",
                    e,
                    "Make it a directory that you may write to, or name another one in java.io.tmpdir.");
        }
    }
}
