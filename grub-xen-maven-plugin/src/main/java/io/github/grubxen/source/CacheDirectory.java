// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.OwnFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A directory of the cache, for one build at a time. The cache itself may be a symbolic link; below it no link is followed, as others may be
 * able to write there.
 *
 * @param cache the whole cache
 * @param path the directory in it
 */
record CacheDirectory(Path cache, Path path) {
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();
    private static final long MOMENT = 200;
    private static final int OTHERS_WRITE = 0002;
    private static final int STICKY = 01000;

    /** What is done while no other build uses the directory. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Makes the directory, where it is not there, waits for other builds that use it, and works. */
    <T> T alone(BuildLog log, Work<T> work) throws IOException {
        Files.createDirectories(cache);
        for (int i = 1; i <= cache.relativize(path).getNameCount(); i++) {
            OwnFiles.directory(cache.resolve(cache.relativize(path).subpath(0, i)));
        }
        String waiting = "Another build uses the packages in " + path + ": waiting for it";
        if (!ONE_AT_A_TIME.tryLock()) {
            log.info(waiting);
            ONE_AT_A_TIME.lock();
        }
        try (FileChannel channel = open()) {
            for (boolean told = false; !isLocked(channel); told = true) {
                if (!told) {
                    log.info(waiting);
                }
                sleep();
            }
            return work.run(); // closing the channel lets others go on
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /** Says where somebody else has the cache in hand: signatures protect packages, not what a build makes of them there. */
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
                    + ", who can change what this build uses: use one of your own");
        }
    }

    private FileChannel open() throws IOException {
        try {
            return OwnFiles.lock(path.resolve("lock"));
        } catch (BadInput e) {
            throw e;
        } catch (IOException e) {
            throw BadInput.of(path, "the cache cannot be written", e, "Use a cache of your own.");
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another copy of these classes in the same Java has it
        }
    }

    private static void sleep() throws BadInput {
        try {
            TimeUnit.MILLISECONDS.sleep(MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput("apt", "interrupted", "Build again.");
        }
    }
}
