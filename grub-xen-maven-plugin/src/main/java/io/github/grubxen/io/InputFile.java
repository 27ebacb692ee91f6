// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The errors for an input file that is missing, is not a regular file, or cannot be read. */
public final class InputFile {
    private InputFile() {}

    /**
     * Checks that a file exists. {@link Files#exists} cannot distinguish a missing file from a file in a directory that cannot
     * be searched.
     *
     * @param name the user's name for the file
     * @param remedy the remedy if the file does not exist
     * @throws BadInput if the file is missing, is not a regular file, or cannot be examined
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

    /** The error for a file that the file system refuses to read. */
    static BadInput unreadable(String name, IOException refusal) {
        return BadInput.of(
                new Place.File(name), "cannot be read", refusal, "Check that the file is complete and readable.");
    }
}
