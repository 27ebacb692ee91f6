// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * A file of the cache, or a directory with its contents.
 *
 * @param path the file or directory
 * @param bytes the sum of the files' sizes in bytes; a file with several names is counted once
 * @param lastUse the time at which a build last used it
 */
public record CacheEntry(Path path, long bytes, Instant lastUse) {

    /** Measures a file or directory. Links are not followed, and files that vanish meanwhile are not counted. */
    public static CacheEntry of(Path path, Instant lastUse) throws IOException {
        Set<Object> counted = new HashSet<>();
        long[] bytes = {0};
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.fileKey() == null || counted.add(attributes.fileKey())) {
                    bytes[0] += attributes.size();
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return new CacheEntry(path, bytes[0], lastUse);
    }

    /**
     * Deletes it with its contents, unless a build has used it since a time.
     *
     * @return whether it was deleted
     */
    public boolean deleteIfUnusedSince(Instant since, BuildLog log) {
        if (!lastUse.isBefore(since)) {
            return false;
        }
        try {
            Directories.delete(path);
            return true;
        } catch (IOException e) {
            log.warn(path + " cannot be deleted: " + Refusal.reason(e));
            return false;
        }
    }
}
