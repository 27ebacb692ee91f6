// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** An operation that the file system refused: the reason in words, which Java reports in several ways, and the remedy. */
final class Refusal {
    private static final String LOOP = "Too many levels of symbolic links";

    /** strerror(3) of ENOSPC and EDQUOT. */
    private static final String NO_SPACE = "No space left on device";

    private static final String QUOTA = "Disk quota exceeded";

    private Refusal() {}

    /** The reason of a failure, if it is that a disk or the user's share of it is full. Empty for other failures. */
    static String fullDisk(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains(NO_SPACE) ? NO_SPACE : message.contains(QUOTA) ? QUOTA : "";
    }

    /** The reason in words, without the file's name. */
    static String reason(IOException refusal) {
        if (refusal instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (refusal instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (refusal instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (refusal instanceof DirectoryNotEmptyException) {
            return "the directory is not empty";
        }
        if (refusal instanceof FileSystemLoopException) {
            return LOOP;
        }
        if (refusal instanceof FileAlreadyExistsException there) {
            return there.getFile() + " is in the way";
        }
        String reason = refusal instanceof FileSystemException told ? told.getReason() : refusal.getMessage();
        if (reason != null && reason.startsWith(LOOP)) {
            return LOOP; // Java's message has more details for some of them
        }
        return reason == null ? refusal.toString() : reason;
    }

    /**
     * The remedy, as a complete sentence.
     *
     * @param usual the remedy if the reason has no better one
     */
    static String remedy(IOException refusal, String usual) {
        return switch (reason(refusal)) { // strerror(3) in English; in other languages, the usual remedy is shown
            case NO_SPACE -> "Make room on this disk, or use a directory on another one.";
            case QUOTA -> "Delete files of yours on this disk, or use a directory on another one.";
            case "Read-only file system" -> "Use a directory on a file system that can be written to.";
            case "Input/output error" -> "Check the disk: the kernel's log (dmesg) has more about it.";
            case "Too many open files" -> "Raise the limit of open files (ulimit -n).";
            case LOOP -> "Remove the link that leads back to itself.";
            default -> usual;
        };
    }
}
