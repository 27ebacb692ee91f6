// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.LastUse;
import io.github.grubxen.io.OwnFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * How a build may use the packages of a suite in the cache, and the errors for packages that it can neither use nor fetch.
 *
 * @param directory the directory of the suite in the cache
 * @param suite code name of the suite
 * @param offline whether apt must not be asked
 * @param readOnly whether the directory cannot be written to
 */
record CacheAccess(Path directory, String suite, boolean offline, boolean readOnly) {

    /**
     * Whether only files in the cache can be used. With a read-only cache, apt cannot be asked, because it keeps its state
     * there.
     */
    boolean only() {
        return offline || readOnly;
    }

    /** Records that the build uses a file. A read-only cache stays unchanged. */
    void recordUse(Path file) {
        if (!readOnly) {
            LastUse.record(file);
        }
    }

    /** The error for a missing file, or for an untrusted file in its place. */
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

    /** The error for a file whose digest is in no signed list. */
    BadInput unproved(Path file, String what) {
        return new BadInput(
                file, "no signed package list in the cache has the digest of " + what, again("which asks apt again"));
    }

    /** The error for a file whose digest differs from the signed one. */
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
