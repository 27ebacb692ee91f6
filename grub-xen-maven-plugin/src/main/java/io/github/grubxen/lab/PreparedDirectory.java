// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.OwnFiles;
import io.github.grubxen.source.AptPackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Directories of the cache that are made of packages once, and again when the packages or the way of making them change, or when something
 * of them is missing. One that no build has used for a while goes when another one is made.
 */
final class PreparedDirectory {
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();
    private static final int KEY_LENGTH = 16;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+-[0-9a-f]{" + KEY_LENGTH + "}");

    /** Longer than packages of a suite stay as they are, and than builds of an older state take. */
    private static final Duration UNUSED = Duration.ofDays(14);

    private PreparedDirectory() {}

    /**
     * The directory, as it is or made.
     *
     * @param kind what it holds: the beginning of its name
     * @param packages what it is made of
     * @param recipe what it depends on besides the packages
     */
    static Path of(
            Path cache, String kind, List<AptPackage> packages, String recipe, BuildLog log, AtomicFile.Filler filler)
            throws IOException {
        StringBuilder key = new StringBuilder(recipe);
        packages.forEach(found -> key.append('\n').append(found.sha256()));
        byte[] bytes = key.toString().getBytes(StandardCharsets.UTF_8);
        String digest = Digest.of("SHA-256", new ByteArrayInputStream(bytes)).substring(0, KEY_LENGTH);
        Files.createDirectories(cache);
        Path lab = OwnFiles.directory(cache.toAbsolutePath().resolve("lab"));
        Path directory = lab.resolve(kind + "-" + digest);
        OwnFiles.checkNoLink(directory);
        DirectoryNote note = new DirectoryNote(directory);
        if (!note.holds()) {
            lock(lab, kind, log, () -> {
                if (!note.holds()) {
                    if (Files.exists(directory)) {
                        String why = note.foreign()
                                .map(path -> " is not used, as " + path)
                                .orElse(" is not whole");
                        log.warn(directory + why + ": it is made again");
                    }
                    make(directory, filler);
                    prune(lab);
                }
            });
        }
        note.touch();
        return directory;
    }

    private static void make(Path directory, AtomicFile.Filler filler) throws IOException {
        AtomicFile.replaceDirectory(directory, fresh -> {
            try {
                filler.fill(Files.createDirectories(fresh));
                new DirectoryNote(fresh).write();
            } catch (IOException e) { // while what fills the disk is still there
                throw FullDisk.explain(e, List.of(fresh));
            }
        });
    }

    private static void prune(Path lab) throws IOException {
        for (Path directory : Directories.list(lab)) {
            boolean ours = NAME.matcher(String.valueOf(directory.getFileName())).matches();
            if (ours
                    && new DirectoryNote(directory)
                            .lastUse()
                            .isBefore(Instant.now().minus(UNUSED))) {
                Directories.delete(directory);
            }
        }
    }

    /** What is done while no other build makes the same. */
    private interface Work {
        void run() throws IOException;
    }

    private static void lock(Path lab, String kind, BuildLog log, Work work) throws IOException {
        String waiting = "Another build prepares " + lab.resolve(kind + "-*") + " for the lab: waiting for it";
        if (!ONE_AT_A_TIME.tryLock()) {
            log.info(waiting);
            ONE_AT_A_TIME.lock();
        }
        try (FileChannel channel = OwnFiles.lock(lab.resolve(kind + ".lock"))) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                log.info(waiting);
                channel.lock(); // closing the channel lets others go on
            }
            work.run();
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }
}
