// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** The time at which a build last used a file of the cache. The file's timestamp records it. */
public final class LastUse {
    private LastUse() {}

    /** Records that a build uses the file now. */
    public static void record(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            return; // only other users may write to this cache
        }
    }

    /** The time of the last use. Links are not followed. */
    public static Instant of(Path file) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    }
}
