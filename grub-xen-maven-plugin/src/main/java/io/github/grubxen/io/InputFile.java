// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Files that are read: what is said of one that is missing, is no file or may not be read. */
public final class InputFile {
    private InputFile() {}

    /**
     * Checks that a file is there. {@link Files#exists} cannot tell a missing file from one in a directory that may not be searched.
     *
     * @param name what the user calls the file
     * @param remedy what the user can do where there is none
     * @throws BadInput when it is missing, is not a regular file, or nobody can tell
     */
    public static void check(Path file, String name, String remedy) throws BadInput {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new BadInput(name, "no such file", remedy);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
        if (!attributes.isRegularFile()) {
            throw new BadInput(
                    name,
                    attributes.isDirectory() ? "is a directory, not a file" : "not a regular file",
                    "Give the path of a regular file.");
        }
    }

    /** What a file system refuses to whoever reads a file. */
    static BadInput unreadable(String name, IOException refusal) {
        return BadInput.of(new Place.File(name), "cannot be read", refusal, "Check that it is whole and may be read.");
    }
}
