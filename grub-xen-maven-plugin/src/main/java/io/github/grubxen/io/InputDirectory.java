// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The errors for an input directory that cannot be examined, or that is something else. */
public final class InputDirectory {
    private InputDirectory() {}

    /**
     * Whether a directory exists. {@link Files#isDirectory} cannot distinguish a missing directory from one below a directory
     * that cannot be searched.
     *
     * @return false if nothing has this name
     * @throws BadInput if the path is a file or a dangling link, or cannot be examined
     */
    public static boolean isThere(Path directory) throws BadInput {
        try {
            if (!Files.readAttributes(directory, BasicFileAttributes.class).isDirectory()) {
                throw new BadInput(directory, "is not a directory", "Give the path of a directory.");
            }
            return true;
        } catch (NoSuchFileException e) {
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new BadInput(directory, "is a dangling symbolic link", "Remove or correct the link.");
            }
            return false;
        } catch (BadInput e) {
            throw e;
        } catch (IOException e) {
            throw BadInput.of(directory, "cannot be read", e, "Check its permissions and those above it.");
        }
    }
}
