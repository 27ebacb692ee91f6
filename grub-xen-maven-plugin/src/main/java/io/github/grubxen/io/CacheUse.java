// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A lock on a whole cache. Any number of goals use a cache at once, and nothing in it is cleaned meanwhile. The locks of the
 * cache's directories do not ensure this, because a goal reads a package after it has released the lock.
 */
public final class CacheUse {
    private static final String LOCK = "use.lock";
    private static final long MOMENT_MS = 200;

    /** The shared locks of this process. The system has one lock for each process and file. */
    private static final Map<Path, Shared> HELD = new HashMap<>();

    private CacheUse() {}

    /** Work on a cache. */
    @FunctionalInterface
    public interface Work {
        /** Does the work. */
        void run() throws IOException;
    }

    private static final class Shared {
        private final FileChannel channel;
        private int users;

        Shared(FileChannel channel) {
            this.channel = channel;
        }
    }

    /**
     * Does work that may use a cache. A cache that does not exist yet, or that this build cannot write to, is not locked.
     *
     * @throws BadInput if the lock is not a regular file, or if this thread is interrupted while it waits
     */
    public static void during(Optional<Path> cache, BuildLog log, Work work) throws IOException {
        Optional<Path> lock =
                cache.isPresent() && Files.isWritable(cache.get()) ? Optional.of(lock(cache.get())) : Optional.empty();
        boolean locked = lock.isPresent() && begin(lock.get(), log);
        try {
            work.run();
        } finally {
            if (locked) {
                end(lock.get());
            }
        }
    }

    /**
     * Does work on a cache that no goal uses meanwhile. Waits until all goals that use it have ended.
     *
     * @throws BadInput if the cache cannot be locked, or if this thread is interrupted while it waits
     */
    public static void alone(Path cache, BuildLog log, Work work) throws IOException {
        try (FileChannel channel = openToClean(cache)) {
            await(channel, false, cache, log);
            work.run(); // closing the channel releases the lock
        }
    }

    private static FileChannel openToClean(Path cache) throws IOException {
        try {
            return open(lock(cache));
        } catch (FileSystemException e) {
            throw BadInput.of(cache, "this cache cannot be written", e, OwnFiles.REMEDY);
        }
    }

    private static Path lock(Path cache) throws IOException {
        return cache.toRealPath().resolve(LOCK);
    }

    private static FileChannel open(Path lock) throws IOException {
        OwnFiles.checkFile(lock); // opening a FIFO would block
        return FileChannel.open(
                lock,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean begin(Path lock, BuildLog log) throws IOException {
        synchronized (HELD) {
            Shared shared = HELD.get(lock);
            if (shared == null) {
                Optional<FileChannel> channel = shared(lock, log);
                if (channel.isEmpty()) {
                    return false;
                }
                shared = new Shared(channel.get());
                HELD.put(lock, shared);
            }
            shared.users++;
            return true;
        }
    }

    private static Optional<FileChannel> shared(Path lock, BuildLog log) throws IOException {
        FileChannel channel;
        try {
            channel = open(lock);
        } catch (BadInput e) {
            throw e;
        } catch (IOException e) {
            return Optional.empty(); // only another user may write to this cache, or its disk is full
        }
        try {
            await(channel, true, lock.resolveSibling("."), log);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return Optional.of(channel);
    }

    private static void end(Path lock) throws IOException {
        synchronized (HELD) {
            Shared shared = HELD.get(lock);
            if (shared != null && --shared.users == 0) {
                HELD.remove(lock);
                shared.channel.close();
            }
        }
    }

    private static void await(FileChannel channel, boolean shared, Path cache, BuildLog log) throws IOException {
        if (!isLocked(channel, shared)) {
            String waiting = "Another build " + (shared ? "cleans" : "uses") + " the cache " + cache.normalize()
                    + ": waiting for it";
            log.info(waiting);
            Progress.during(log, waiting, progress -> await(channel, shared, cache));
        }
    }

    private static boolean await(FileChannel channel, boolean shared, Path cache) throws IOException {
        try {
            while (!isLocked(channel, shared)) {
                TimeUnit.MILLISECONDS.sleep(MOMENT_MS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput(cache.normalize(), "interrupted while waiting for this cache", "Build again.");
        }
    }

    private static boolean isLocked(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process holds the other kind of lock
        }
    }
}
