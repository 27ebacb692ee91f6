// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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

    /**
     * Checks that a file can be read, before another program reads it and explains less.
     *
     * @param remedy the remedy if the file does not exist
     * @throws BadInput as {@link #check}, or if the file cannot be read
     */
    public static void checkReadable(Path file, String remedy) throws BadInput {
        check(file, file.toString(), remedy);
        try (InputStream in = Files.newInputStream(file)) {
            in.read();
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * Whether an optional file exists. A dangling link exists, so that reading it reports the problem.
     *
     * @return false if nothing has this name
     * @throws BadInput if that is unknown, because a directory above it cannot be searched
     */
    public static boolean isThere(Path file) throws BadInput {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw BadInput.of(file, "cannot be read", e, "Check the permissions of the directories above it.");
        }
    }

    /** The error for a file that the file system refuses to read. */
    public static BadInput unreadable(String name, IOException refusal) {
        return BadInput.of(
                new Place.File(name), "cannot be read", refusal, "Check that the file is complete and readable.");
    }
}
