package io.github.grubxen.lab;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells a failure because of a full disk from others: programs and Java say it in many ways. */
final class FullDisk {
    /** With less than this left, in bytes, hardly anything of the lab can be written. */
    private static final long LEAST = 4 << 20;

    private FullDisk() {}

    /** The failure, or a clearer one where a folder has no space left. */
    static IOException explain(IOException failure, List<Path> folders) {
        for (Path folder : folders) {
            if (usable(folder) < LEAST) {
                return explained(folder, failure);
            }
        }
        return failure;
    }

    private static IOException explained(Path folder, IOException failure) {
        BadInput full = new BadInput(
                folder,
                "the disk is full",
                "The lab needs 400 MB in its cache and 200 MB for each run. (" + failure.getMessage() + ")");
        full.initCause(failure);
        return full;
    }

    private static long usable(Path folder) {
        try {
            Path place = folder.toAbsolutePath();
            while (!Files.exists(place)) {
                place = place.resolveSibling(".").normalize().resolve("..").normalize();
            }
            return Files.getFileStore(place).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // not known: the failure speaks for itself
        }
    }
}
