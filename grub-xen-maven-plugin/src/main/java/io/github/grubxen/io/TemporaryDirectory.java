// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories in Java's temporary directory, for what cannot lie beside the files that a build makes. */
public final class TemporaryDirectory {
    private TemporaryDirectory() {}

    /**
     * Makes a new directory that only its owner can read.
     *
     * @param prefix how its name begins
     * @throws BadInput when Java's temporary directory does not exist, is no directory or cannot be written to
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
