// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognizes a failure because of a full disk. Programs and Java report it in many ways. */
public final class FullDisk {
    /** Free space, in bytes, below which a disk counts as full: the lab can then write hardly any of its files. */
    private static final long LEAST = 4 << 20;

    /** strerror(3) of ENOSPC. This text is proof even if the files that filled the disk have been deleted. */
    private static final String SAID = "No space left on device";

    private FullDisk() {}

    /** The failure, or a clearer one if the disk of one of these directories is full. */
    public static IOException explain(IOException failure, List<Path> directories) {
        Path fullest = directories.stream()
                .min(Comparator.comparingLong(FullDisk::usable))
                .orElseThrow();
        if (isExplained(failure) || (!isSaid(failure) && usable(fullest) >= LEAST)) {
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

    private static boolean isSaid(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (String.valueOf(at.getMessage()).contains(SAID)) {
                return true;
            }
        }
        return false;
    }

    private static long usable(Path directory) {
        try {
            Path place = directory.toAbsolutePath();
            while (!Files.exists(place)) {
                place = place.resolveSibling(".").normalize().resolve("..").normalize();
            }
            return Files.getFileStore(place).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // unknown: the failure is not changed
        }
    }
}
