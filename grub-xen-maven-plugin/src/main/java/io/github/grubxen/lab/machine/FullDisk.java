// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognizes a failure because of a full disk. Programs and Java report it in many ways. */
public final class FullDisk {
    /** Free space, in bytes, below which a disk counts as full: the lab can then write hardly any of its files. */
    private static final long LEAST = 4 << 20;

    /** strerror(3) of ENOSPC. This text is proof even if the files that filled the disk have been deleted. */
    private static final Pattern SAID = Pattern.compile("No space left on device");

    /** strerror(3) of failures that have nothing to do with the room on a disk. */
    private static final Pattern OTHER =
            Pattern.compile("Read-only file system|(?i:permission denied)|AccessDeniedException|Input/output error");

    private FullDisk() {}

    /** The failure, or a clearer one if the disk of one of these directories is full. */
    public static IOException explain(IOException failure, List<Path> directories) {
        Path fullest = directories.stream()
                .min(Comparator.comparingLong(FullDisk::usable))
                .orElseThrow();
        boolean said = says(failure, SAID);
        boolean guessed = usable(fullest) < LEAST && !says(failure, OTHER);
        if (isExplained(failure) || (!said && !guessed)) {
            return failure;
        }
        BadInput full = new BadInput(
                fullest,
                "the disk is full",
                "The lab needs 400 MB in its cache and 200 MB for each run. ("
                        + String.valueOf(failure.getMessage()).replace("\n", " ") + ")");
        full.initCause(failure);
        return full;
    }

    private static boolean isExplained(IOException failure) {
        return failure instanceof BadInput && failure.getCause() != null;
    }

    private static boolean says(@Nullable Throwable failure, Pattern words) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (words.matcher(String.valueOf(at)).find()) {
                return true;
            }
        }
        return false;
    }

    /** Usable space in bytes. A file system that is mounted read-only has none, but is not full. */
    private static long usable(Path directory) {
        try {
            Path place = directory.toAbsolutePath();
            while (!Files.exists(place)) {
                place = place.resolveSibling(".").normalize().resolve("..").normalize();
            }
            FileStore store = Files.getFileStore(place);
            return store.isReadOnly() ? Long.MAX_VALUE : store.getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // unknown: the failure is not changed
        }
    }
}
