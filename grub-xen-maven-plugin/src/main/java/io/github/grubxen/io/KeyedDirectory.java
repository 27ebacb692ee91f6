// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Directories of a cache, each made once for a key. A directory with a missing or damaged file is made again. When a directory
 * is made, directories that no build has used for two weeks are deleted.
 */
public final class KeyedDirectory {
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();
    private static final int KEY_LENGTH = 16;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+-[0-9a-f]{" + KEY_LENGTH + "}");

    /** Longer than the time between two changes of a suite's packages, and than a build takes. */
    private static final Duration UNUSED = Duration.ofDays(14);

    private KeyedDirectory() {}

    /**
     * The directory. It is made if it is missing or incomplete.
     *
     * @param parent the directory of the cache that contains such directories; created if it is missing
     * @param kind the beginning of the directory's name: lower-case letters, digits, hyphens and underscores
     * @param key everything that determines the contents
     * @param filler fills an empty directory
     * @throws BadInput if there is a symbolic link in the place of one of the directories, if the directory has to be made
     *     and the cache cannot be written, or if the filler throws it
     */
    public static Path of(Path parent, String kind, String key, BuildLog log, AtomicFile.Filler filler)
            throws IOException {
        Path place = parent.toAbsolutePath();
        try {
            Files.createDirectories(place.resolve("..").normalize());
            OwnFiles.directory(place);
        } catch (FileSystemException e) {
            throw unwritable(place, e);
        }
        Path directory = path(place, kind, key);
        OwnFiles.checkNoLink(directory);
        DirectoryNote note = new DirectoryNote(directory);
        if (!Progress.during(log, "Checking " + directory, progress -> note.holds())) {
            lock(place, kind, log, () -> {
                if (!note.holds()) {
                    if (Files.exists(directory)) {
                        String why = note.foreign()
                                .map(path -> " is not used, because " + path)
                                .orElse(" is incomplete");
                        log.warn(directory + why + ": making it again");
                    }
                    AtomicFile.replaceDirectory(directory, fresh -> {
                        filler.fill(Files.createDirectories(fresh));
                        new DirectoryNote(fresh).write();
                    });
                    prune(place);
                }
            });
        }
        note.touch();
        return directory;
    }

    /** The directories that this class made below a directory of the cache. Links are not followed. */
    public static List<CacheEntry> list(Path parent) throws IOException {
        List<CacheEntry> entries = new ArrayList<>();
        if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
            return entries;
        }
        for (Path directory : Directories.list(parent)) {
            if (isOurs(directory) && Files.exists(lock(parent, kind(directory)), LinkOption.NOFOLLOW_LINKS)) {
                Optional<Instant> lastUse = lastUse(directory);
                if (lastUse.isPresent()) {
                    entries.add(CacheEntry.of(directory, lastUse.get()));
                }
            }
        }
        return entries;
    }

    private static Optional<Instant> lastUse(Path directory) throws IOException {
        try {
            return Optional.of(new DirectoryNote(directory).lastUse());
        } catch (NoSuchFileException e) {
            return Optional.empty(); // another build has just deleted it
        }
    }

    /**
     * Deletes the directories that no build has used since a time. Waits for a build that is making a directory of the same
     * kind.
     *
     * @return the deleted directories
     */
    public static List<CacheEntry> deleteUnusedSince(Path parent, Instant since, BuildLog log) throws IOException {
        Set<String> kinds = new TreeSet<>();
        list(parent).forEach(entry -> kinds.add(kind(entry.path())));
        List<CacheEntry> deleted = new ArrayList<>();
        for (String kind : kinds) {
            lock(parent, kind, log, () -> {
                for (CacheEntry entry : list(parent)) {
                    if (kind.equals(kind(entry.path())) && entry.deleteIfUnusedSince(since, log)) {
                        deleted.add(entry);
                    }
                }
            });
        }
        return deleted;
    }

    private static boolean isOurs(Path directory) {
        return NAME.matcher(String.valueOf(directory.getFileName())).matches()
                && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
    }

    /** The beginning of the directory's name. */
    private static String kind(Path directory) {
        String name = String.valueOf(directory.getFileName());
        return name.substring(0, name.length() - KEY_LENGTH - 1);
    }

    private static Path lock(Path place, String kind) {
        return place.resolve(kind + ".lock");
    }

    /** Whether the directory exists with all its files unchanged. */
    public static boolean isWhole(Path parent, String kind, String key) throws IOException {
        return new DirectoryNote(path(parent.toAbsolutePath(), kind, key)).holds();
    }

    private static Path path(Path place, String kind, String key) throws IOException {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return place.resolve(kind + "-"
                + Digest.of("SHA-256", new ByteArrayInputStream(bytes)).substring(0, KEY_LENGTH));
    }

    private static void prune(Path place) throws IOException {
        for (Path directory : Directories.list(place)) {
            if (isOurs(directory)
                    && new DirectoryNote(directory)
                            .lastUse()
                            .isBefore(Instant.now().minus(UNUSED))) {
                Directories.delete(directory);
            }
        }
    }

    /** Work that is done while no other build makes the same directory. */
    private interface Work {
        void run() throws IOException;
    }

    private static FileChannel channel(Path place, String kind) throws IOException {
        try {
            return OwnFiles.lock(lock(place, kind));
        } catch (FileSystemException e) {
            throw unwritable(place, e);
        }
    }

    private static BadInput unwritable(Path place, FileSystemException e) {
        return BadInput.of(place, "this directory of the cache cannot be written", e, OwnFiles.REMEDY);
    }

    private static void lock(Path place, String kind, BuildLog log, Work work) throws IOException {
        String waiting = "Another build prepares " + place.resolve(kind + "-*") + ": waiting for it";
        if (!ONE_AT_A_TIME.tryLock()) {
            log.info(waiting);
            ONE_AT_A_TIME.lock();
        }
        try (FileChannel channel = channel(place, kind)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                log.info(waiting);
                Progress.during(log, waiting, progress -> channel.lock()); // closing the channel releases the lock
            }
            work.run();
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }
}
