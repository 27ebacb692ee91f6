// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.cache;

import io.github.grubxen.build.BuiltSource;
import io.github.grubxen.build.SuiteEnvironment;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.CacheEntry;
import io.github.grubxen.io.CacheUse;
import io.github.grubxen.io.KeyedDirectory;
import io.github.grubxen.io.Leftovers;
import io.github.grubxen.lab.machine.PreparedDirectory;
import io.github.grubxen.lab.machine.SavedMachine;
import io.github.grubxen.source.AptCache;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Everything in a cache that builds can make again. Other files are neither listed nor deleted, in case the directory is not a
 * cache.
 *
 * @param cache the directory
 */
public record CacheContents(Path cache) {

    /** The kinds of which there is at least one file or directory. */
    public List<CacheKind> kinds() throws IOException {
        List<CacheKind> kinds = new ArrayList<>();
        for (AptCache suite : AptCache.in(cache)) {
            kinds.add(new CacheKind("packages of " + suite.suite(), suite.packages()));
            kinds.add(new CacheKind("source packages of " + suite.suite(), suite.sources()));
            kinds.add(new CacheKind("lists and notes of " + suite.suite(), suite.lists()));
        }
        Predicate<CacheEntry> isRoot = isOf(SuiteEnvironment.KIND);
        Predicate<CacheEntry> isMachine = isOf(SavedMachine.KIND);
        List<CacheEntry> built = KeyedDirectory.list(cache.resolve(BuiltSource.DIRECTORY));
        List<CacheEntry> lab = KeyedDirectory.list(cache.resolve(PreparedDirectory.DIRECTORY));
        kinds.add(kind("built module trees", built, isRoot.negate()));
        kinds.add(kind("build roots", built, isRoot));
        kinds.add(kind("saved machines of the lab", lab, isMachine));
        kinds.add(kind("prepared files of the lab", lab, isMachine.negate()));
        List<CacheEntry> leftovers = new ArrayList<>();
        for (Path directory : directories()) {
            leftovers.addAll(Leftovers.list(directory));
        }
        kinds.add(new CacheKind("unfinished files", leftovers));
        kinds.removeIf(kind -> kind.entries().isEmpty());
        return kinds;
    }

    /**
     * Deletes what no build has used since a time, and unfinished files of ended builds. Waits until no goal uses the cache.
     *
     * @return the deleted files and directories
     */
    public List<CacheEntry> deleteUnusedSince(Instant since, BuildLog log) throws IOException {
        List<CacheEntry> deleted = new ArrayList<>();
        CacheUse.alone(cache, log, () -> {
            for (Path directory : directories()) {
                deleted.addAll(Leftovers.delete(directory));
            }
            for (AptCache suite : AptCache.in(cache)) {
                deleted.addAll(suite.deleteUnusedSince(since, log));
            }
            for (String name : List.of(BuiltSource.DIRECTORY, PreparedDirectory.DIRECTORY)) {
                deleted.addAll(KeyedDirectory.deleteUnusedSince(cache.resolve(name), since, log));
            }
        });
        return deleted;
    }

    /** The directories to which builds write. */
    private List<Path> directories() throws IOException {
        List<Path> directories = new ArrayList<>();
        AptCache.in(cache).forEach(suite -> directories.add(suite.directory()));
        directories.add(cache.resolve(BuiltSource.DIRECTORY));
        directories.add(cache.resolve(PreparedDirectory.DIRECTORY));
        return directories;
    }

    private static Predicate<CacheEntry> isOf(String kind) {
        return entry -> String.valueOf(entry.path().getFileName()).startsWith(kind + "-");
    }

    private static CacheKind kind(String name, List<CacheEntry> entries, Predicate<CacheEntry> those) {
        return new CacheKind(name, entries.stream().filter(those).toList());
    }
}
