// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.InputDirectory;
import io.github.grubxen.io.Watchdog;
import io.github.grubxen.lab.machine.XenMachine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The directory of a run's reports. No other run may use it at the same time. It is empty at the start, and has no
 * temporary files at the end.
 */
final class LabDirectory implements Closeable {
    /** The directory of a run's temporary files, locked during the run. */
    private static final String LOCK = ".running";

    private static final String WORK = "work";

    /** Distinguishes a directory of the lab from a directory with other files. */
    private static final List<String> OURS = List.of(LOCK, WORK, XenMachine.XEN_LOG, LabReport.XML);

    private final Path path;
    private final FileChannel channel;
    private final Watchdog watchdog;

    private LabDirectory(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        watchdog = Watchdog.deleting(work(), path.resolve(LOCK));
    }

    /**
     * Empties a directory for a run, or creates it.
     *
     * @throws BadInput if another run uses it, or if it contains files that the lab did not write
     */
    static LabDirectory open(Path directory) throws IOException {
        Path path = directory.toAbsolutePath();
        List<Path> former = InputDirectory.isThere(path) ? Directories.list(path) : List.of();
        if (!former.isEmpty() && OURS.stream().map(path::resolve).noneMatch(Files::exists)) {
            throw new BadInput(
                    path, "contains files that the lab did not write", "Name a separate directory for the reports.");
        }
        Path lock = path.resolve(LOCK);
        FileChannel channel = lock(path, lock);
        try {
            if (isTaken(channel)) {
                throw new BadInput(
                        path,
                        "another build boots guests and writes its reports to this directory",
                        "Wait for it, or write the reports to another directory.");
            }
            for (Path file : former) {
                if (!file.equals(lock)) {
                    Directories.delete(file);
                }
            }
            LabDirectory opened = new LabDirectory(path, channel);
            Files.createDirectories(opened.work());
            return opened;
        } catch (BadInput e) {
            channel.close();
            throw e;
        } catch (IOException e) {
            channel.close();
            throw unwritable(path, e);
        }
    }

    private static FileChannel lock(Path path, Path lock) throws BadInput {
        try {
            Files.createDirectories(path);
            return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static BadInput unwritable(Path path, IOException e) {
        return BadInput.of(
                path,
                "cannot be written",
                e,
                "The lab empties this directory and writes its reports to it: allow that.");
    }

    /** The directory of the reports. */
    Path path() {
        return path;
    }

    /** The directory of the run's temporary files. */
    Path work() {
        return path.resolve(WORK);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Directories.delete(work());
            Files.deleteIfExists(path.resolve(LOCK));
        } finally {
            watchdog.close();
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true; // by another thread of this process
        }
    }
}
