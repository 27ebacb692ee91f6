// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.LastUse;
import io.github.grubxen.io.OwnFiles;
import io.github.grubxen.io.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the cache, for one build at a time. The cache itself may be a symbolic link. Links below it are not followed,
 * because other users may be able to write there.
 *
 * @param cache the whole cache
 * @param path the directory in it
 */
record CacheDirectory(Path cache, Path path) {
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();
    private static final long MOMENT = 200;
    private static final int OTHERS_WRITE = 0002;
    private static final int STICKY = 01000;
    static final String REMEDY = OwnFiles.REMEDY;

    /** Work that is done while no other build uses the directory. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Whether the directory exists and this build cannot write to it. Its contents are then used without changes. */
    boolean isReadOnly() {
        return Files.isDirectory(path) && !Files.isWritable(path);
    }

    /**
     * Creates the directory if it does not exist, waits for other builds that use it, records that it is used, and does the
     * work. A build for which the directory is read-only waits only for builds that write to it.
     *
     * @throws BadInput if the directory cannot be made or read
     */
    <T> T alone(BuildLog log, Work<T> work) throws IOException {
        return locked(log, () -> {
            if (!isReadOnly()) {
                recordUse();
            }
            return work.run();
        });
    }

    /** As {@link #alone}, for work that does not use the directory's contents. */
    <T> T locked(BuildLog log, Work<T> work) throws IOException {
        make();
        String waiting = "Another build uses the packages in " + path + ": waiting for it";
        if (!ONE_AT_A_TIME.tryLock()) {
            log.info(waiting);
            ONE_AT_A_TIME.lock();
        }
        boolean readOnly = isReadOnly();
        try (FileChannel channel = readOnly ? openToRead() : open()) {
            if (channel != null && !isLocked(channel, readOnly)) {
                log.info(waiting);
                Progress.during(log, waiting, progress -> await(channel, readOnly));
            }
            return work.run(); // closing the channel releases the lock
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /**
     * Warns if another user controls the cache. Signatures protect packages, but not the files that a build makes from
     * them.
     */
    void warnOfOthers(BuildLog log) throws IOException {
        Path place = cache.toRealPath();
        if (!place.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        int mode = (int) Files.getAttribute(place, "unix:mode");
        UserPrincipal owner = Files.getOwner(place);
        if ((mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0) {
            log.warn("Everybody can write to the cache " + place + ": run chmod o-w on it, or use another cache");
        } else if (!owner.getName().equals("root") && !owner.getName().equals(System.getProperty("user.name"))) {
            log.warn("The cache " + place + " belongs to " + owner.getName()
                    + ", who can change the files that this build uses: use a cache of your own");
        }
    }

    private void recordUse() throws IOException {
        OwnFiles.checkFile(used());
        try {
            if (Files.notExists(used(), LinkOption.NOFOLLOW_LINKS)) {
                Files.createFile(used());
            }
        } catch (IOException e) {
            return; // the disk is full, or another user's directory
        }
        LastUse.record(used());
    }

    /** The lock file. The system releases its lock when this process closes the file, even if it was opened for another purpose. */
    private Path lock() {
        return path.resolve("lock");
    }

    /** The file whose timestamp is the time at which the directory was last used. */
    Path used() {
        return path.resolve("last-use");
    }

    private void make() throws IOException {
        try {
            Files.createDirectories(cache);
            for (int i = 1; i <= cache.relativize(path).getNameCount(); i++) {
                OwnFiles.directory(cache.resolve(cache.relativize(path).subpath(0, i)));
            }
        } catch (FileSystemException e) {
            throw BadInput.of(path, "cannot be made or used as a directory of the cache", e, REMEDY);
        }
        if (!Files.isReadable(path) || !Files.isExecutable(path)) {
            throw new BadInput(path, "the cache cannot be read (permission denied)", REMEDY);
        }
    }

    private FileChannel open() throws IOException {
        try {
            return OwnFiles.lock(lock());
        } catch (BadInput e) {
            throw e;
        } catch (IOException e) {
            throw BadInput.of(path, "the cache cannot be written", e, REMEDY);
        }
    }

    /**
     * The lock of a read-only directory. null if there is no lock file: then no build has written to the directory
     * since it was copied.
     */
    private @Nullable FileChannel openToRead() throws IOException {
        Path lock = lock();
        OwnFiles.checkFile(lock);
        return Files.isReadable(lock)
                ? FileChannel.open(lock, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
                : null;
    }

    private static boolean isLocked(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (OverlappingFileLockException e) {
            return false; // another copy of these classes in the same process holds the lock
        }
    }

    private static boolean await(FileChannel channel, boolean shared) throws IOException {
        try {
            while (!isLocked(channel, shared)) {
                TimeUnit.MILLISECONDS.sleep(MOMENT);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput("apt", "interrupted", "Build again.");
        }
    }
}
