// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.OwnFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * What a build may do with the packages of a suite in the cache, and what it says of one that it can neither use nor fetch.
 *
 * @param directory the directory of the suite in the cache
 * @param suite code name of the suite
 * @param offline whether apt must not be asked
 * @param readOnly whether nothing can be put into the directory
 */
record CacheAccess(Path directory, String suite, boolean offline, boolean readOnly) {

    /** Whether only what the cache holds can be used: apt keeps its state there too. */
    boolean only() {
        return offline || readOnly;
    }

    /** Something is missing, or there is something in its place that is not to be trusted. */
    BadInput notInCache(String what, Path place) throws IOException {
        if (OwnFiles.file(place).isEmpty() && Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return new BadInput(
                    place,
                    OwnFiles.foreign(place) + ", and a build uses only your own files in the cache",
                    readOnly ? CacheDirectory.REMEDY : "Build once without -o, or use a cache of your own.");
        }
        if (readOnly) {
            return new BadInput(
                    directory,
                    what + " of " + suite + " is not in this cache, which is read-only",
                    CacheDirectory.REMEDY);
        }
        return new BadInput(
                "apt, offline",
                what + " of " + suite + " is not in the cache " + directory,
                "Build once without -o, or give packages and modules as files.");
    }

    /** Nothing that the archive signed says that a file is right. */
    BadInput unproved(Path file, String what) {
        return new BadInput(
                file, "no signed package list in the cache has the digest of " + what, again("which asks apt again"));
    }

    /** A file has other bytes than the archive signed. */
    BadInput damaged(Path file) {
        return new BadInput(
                file,
                "damaged: it is no longer the file that apt fetched into the cache",
                again("which fetches it again"));
    }

    private String again(String what) {
        return readOnly ? "The cache is read-only. " + CacheDirectory.REMEDY : "Build once without -o, " + what + ".";
    }
}
