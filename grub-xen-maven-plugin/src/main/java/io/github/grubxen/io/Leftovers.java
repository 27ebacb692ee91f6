// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Unfinished files and directories in a directory of the cache, which killed builds leave. */
public final class Leftovers {
    private Leftovers() {}

    /** The unfinished files and directories, including those of running builds. */
    public static List<CacheEntry> list(Path directory) throws IOException {
        List<CacheEntry> entries = new ArrayList<>();
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            for (Path path : Directories.list(directory)) {
                if (TemporaryName.isUnfinished(String.valueOf(path.getFileName()))
                        && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    entries.add(CacheEntry.of(path, LastUse.of(path)));
                }
            }
        }
        return entries;
    }

    /**
     * Deletes the files and directories whose builds have ended.
     *
     * @return the deleted ones
     */
    public static List<CacheEntry> delete(Path directory) throws IOException {
        List<CacheEntry> entries = list(directory);
        if (!entries.isEmpty()) {
            TemporaryFile.removeStale(directory);
        }
        return entries.stream()
                .filter(entry -> Files.notExists(entry.path(), LinkOption.NOFOLLOW_LINKS))
                .toList();
    }
}
