// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.CacheEntry;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.LastUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of one suite in the cache, to list and delete them. Each package has its own last use. The lists, apt's state and
 * the notes are as recent as the suite itself. Links are not followed, and other files are left alone.
 *
 * @param cache the whole cache
 * @param suite code name of the suite
 */
public record AptCache(Path cache, String suite) {
    /** Name of the directory of the suites in the cache. */
    public static final String DIRECTORY = "apt";

    /** Name of the directory of the source packages in that of a suite. */
    static final String SOURCE = "source";

    /** Name of the directory of apt's lists and state. */
    static final String STATE = "state";

    private static final String CURRENT = ".current";
    private static final Pattern NOTE = Pattern.compile(".*\\.(?:current|closure)");
    private static final Pattern DEB = Pattern.compile(".*\\.deb");
    private static final Pattern SOURCES = Pattern.compile(".*\\.(?:dsc|asc|tar\\.[a-z0-9]+|diff\\.gz)");

    /** The suites of which a cache has files. */
    public static List<AptCache> in(Path cache) throws IOException {
        List<AptCache> suites = new ArrayList<>();
        Path parent = cache.resolve(DIRECTORY);
        if (isDirectory(parent)) {
            for (Path directory : Directories.list(parent)) {
                AptCache suite = new AptCache(cache, String.valueOf(directory.getFileName()));
                if (isDirectory(directory) && isFile(suite.place().used())) {
                    suites.add(suite);
                }
            }
        }
        return suites;
    }

    /** The directory of the suite. */
    public Path directory() {
        return cache.resolve(DIRECTORY).resolve(suite);
    }

    private CacheDirectory place() {
        return new CacheDirectory(cache, directory());
    }

    /** The packages. */
    public List<CacheEntry> packages() throws IOException {
        return files(directory(), DEB, Optional.empty());
    }

    /** The files of source packages. */
    public List<CacheEntry> sources() throws IOException {
        return files(directory().resolve(SOURCE), SOURCES, Optional.empty());
    }

    /** The lists and apt's state, for packages and for source packages, and the notes. */
    public List<CacheEntry> lists() throws IOException {
        Instant lastUse = LastUse.of(place().used());
        List<CacheEntry> entries = files(directory(), NOTE, Optional.of(lastUse));
        for (Path state :
                List.of(directory().resolve(STATE), directory().resolve(SOURCE).resolve(STATE))) {
            if (isDirectory(state)) {
                entries.add(CacheEntry.of(state, lastUse));
            }
        }
        return entries;
    }

    /**
     * Deletes what no build has used since a time. Waits for a build that uses the suite.
     *
     * @return the deleted files and directories
     */
    public List<CacheEntry> deleteUnusedSince(Instant since, BuildLog log) throws IOException {
        return place().locked(log, () -> {
            List<CacheEntry> deleted = new ArrayList<>();
            List<CacheEntry> all = packages();
            all.addAll(sources());
            all.addAll(lists());
            for (CacheEntry entry : all) {
                if (entry.deleteIfUnusedSince(since, log)) {
                    deleted.add(entry);
                }
            }
            deleteNotesOfMissingPackages();
            return deleted;
        });
    }

    /** Deletes notes of single packages that are gone. The next fetch then deletes the lists that only they name. */
    private void deleteNotesOfMissingPackages() throws IOException {
        for (Path note : Directories.list(directory())) {
            if (note.toString().endsWith(CURRENT) && isFile(note)) {
                Optional<PackageNote> read = PackageNote.read(note, "");
                if (read.isPresent()
                        && Files.notExists(directory().resolve(read.get().fileName()))) {
                    Files.deleteIfExists(note);
                }
            }
        }
    }

    private static List<CacheEntry> files(Path directory, Pattern name, Optional<Instant> lastUse) throws IOException {
        List<CacheEntry> entries = new ArrayList<>();
        if (isDirectory(directory)) {
            for (Path file : Directories.list(directory)) {
                if (name.matcher(String.valueOf(file.getFileName())).matches() && isFile(file)) {
                    add(entries, file, lastUse);
                }
            }
        }
        return entries;
    }

    private static void add(List<CacheEntry> entries, Path file, Optional<Instant> lastUse) throws IOException {
        try {
            entries.add(CacheEntry.of(file, lastUse.isPresent() ? lastUse.get() : LastUse.of(file)));
        } catch (NoSuchFileException e) {
            return; // it has just been deleted or replaced
        }
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
