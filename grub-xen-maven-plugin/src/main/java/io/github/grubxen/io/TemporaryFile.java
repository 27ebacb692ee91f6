// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An unfinished file or directory, in a separate hidden directory beside its target. That hidden directory is deleted when this
 * object is closed, and when Java is ended by a signal that it can catch. After a kill that cannot be caught, the next write to
 * the same directory removes it. A file lock shows whether its writer is still running: the system releases the lock when the
 * process ends, even if the process runs in another container.
 */
final class TemporaryFile implements AutoCloseable {
    private static final int ATTEMPTS = 20;

    private static final String ENDING = "Java is being ended";

    private static final Set<TemporaryFile> OPEN = new HashSet<>();
    private static @Nullable Thread hook;

    /** Whether the shutdown hook has begun. */
    private static boolean ending;

    private final TemporaryName name;
    private final FileChannel channel;

    /** Whether the directory is deleted. Afterwards nothing is moved into it, because it would be lost. */
    private boolean deleted;

    private TemporaryFile(TemporaryName name, FileChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    /** Opens a temporary file for a target, and removes leftovers of killed writers from the target's directory. */
    static TemporaryFile open(Path target) throws IOException {
        Path place = target.toAbsolutePath();
        Path directory = Files.createDirectories(place.resolveSibling(".").normalize());
        TemporaryFile part = begin(place);
        try {
            removeStale(directory, Files.getOwner(part.name.lock(), LinkOption.NOFOLLOW_LINKS));
            return part;
        } catch (IOException e) {
            part.close();
            throw e;
        }
    }

    /**
     * Refuses to begin once Java is ending: the hook has already deleted the existing files, and Java does not wait for this
     * thread.
     */
    private static TemporaryFile begin(Path place) throws IOException {
        synchronized (OPEN) {
            if (ending) {
                throw new IOException(ENDING);
            }
            addHook();
            try {
                TemporaryFile part = locked(place);
                OPEN.add(part);
                try {
                    Files.createDirectory(part.name.directory());
                } catch (IOException e) {
                    part.close();
                    throw e;
                }
                return part;
            } finally {
                removeHookIfIdle();
            }
        }
    }

    /** Creates and locks the lock file. Between these two steps, another writer may consider the file stale and remove it. */
    private static TemporaryFile locked(Path place) throws IOException {
        while (true) {
            TemporaryName name = TemporaryName.of(place);
            Path lock = name.lock();
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try {
                channel.lock();
            } catch (IOException e) {
                try (channel) {
                    Files.deleteIfExists(lock);
                }
                throw e;
            }
            if (Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
                return new TemporaryFile(name, channel);
            }
            channel.close();
        }
    }

    /** The path for the new contents. Other files in the same hidden directory are removed with it. */
    Path path() {
        return name.directory().resolve("new");
    }

    /** Moves an existing directory aside until the new one is in its place. */
    synchronized Path putAside(Path former) throws IOException {
        if (deleted) {
            throw new IOException(ENDING);
        }
        return Files.move(
                former,
                Files.createDirectories(aside()).resolve(String.valueOf(former.getFileName())),
                StandardCopyOption.ATOMIC_MOVE);
    }

    private Path aside() {
        return name.directory().resolve("former");
    }

    /** Stays registered until its files are deleted, because Java may be ended meanwhile. */
    @Override
    public void close() throws IOException {
        try (channel) {
            delete();
        } finally {
            synchronized (OPEN) {
                OPEN.remove(this);
                removeHookIfIdle();
            }
        }
    }

    private synchronized void putBack() throws IOException {
        if (Files.isDirectory(name.directory(), LinkOption.NOFOLLOW_LINKS) && Files.isDirectory(aside())) {
            for (Path former : Directories.list(aside())) {
                Path place = name.stem().resolveSibling(String.valueOf(former.getFileName()));
                if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(former, place, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    /**
     * Deletes all files. The directory is renamed first, so that a running writer cannot create more files in it and
     * the deletion ends. Only one thread deletes at a time: the hook waits for a writer that is deleting, because Java
     * ends with the hook.
     */
    private synchronized void delete() throws IOException {
        deleted = true;
        Directories.delete(name.gone());
        if (Files.exists(name.directory(), LinkOption.NOFOLLOW_LINKS)) {
            Files.move(name.directory(), name.gone(), StandardCopyOption.ATOMIC_MOVE);
            Directories.delete(name.gone());
        }
        Files.deleteIfExists(name.lock());
    }

    /** Removes the temporary files of dead writers from a directory. */
    static void removeStale(Path directory) throws IOException {
        removeStale(directory, Files.getOwner(Path.of("/proc/self")));
    }

    /**
     * Removes the temporary files of dead writers, for all targets in the directory, because a target with a version in
     * its name may never be written again. Only files of this user are removed: others can put files into a directory
     * such as /tmp. A former directory moves back to its place, unless the place is taken.
     */
    private static void removeStale(Path directory, UserPrincipal us) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(directory, TemporaryName.LOCKS)) {
            for (Path file : locks) {
                TemporaryName.ofLock(file)
                        .filter(name -> !name.isOfThisProcess())
                        .ifPresent(name -> removeIfStale(name, us));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /**
     * Removes the files of a writer if it is dead. A process must not do this with its own files: on Linux, closing a file releases
     * all locks that the process has on it, and other processes would then take the writer for dead.
     */
    private static void removeIfStale(TemporaryName name, UserPrincipal us) {
        Path lock = name.lock();
        try {
            if (!Files.getOwner(lock, LinkOption.NOFOLLOW_LINKS).equals(us)) {
                return;
            }
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    FileLock free = channel.tryLock()) {
                if (free != null) {
                    TemporaryFile stale = new TemporaryFile(name, channel);
                    if (Files.exists(stale.name.directory(), LinkOption.NOFOLLOW_LINKS)
                            && Files.getOwner(stale.name.directory(), LinkOption.NOFOLLOW_LINKS)
                                    .equals(us)) {
                        stale.putBack();
                    }
                    stale.delete();
                }
            }
        } catch (IOException e) {
            // a link, or its writer has just removed it: the new file can be written anyway
        }
    }

    private static void addHook() throws IOException {
        if (hook == null) {
            Thread fresh = new Thread(TemporaryFile::deleteAll, "grub-xen parts");
            try {
                Runtime.getRuntime().addShutdownHook(fresh);
            } catch (IllegalStateException e) {
                throw new IOException(ENDING, e);
            }
            hook = fresh;
        }
    }

    /** Unregisters the hook if no temporary file is open, because Maven's daemon outlives a plugin's classes. */
    private static void removeHookIfIdle() {
        if (OPEN.isEmpty() && hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                return; // the hook is already running
            }
            hook = null;
        }
    }

    /** Deletes all temporary files. The writers still run while Java ends, so a failed deletion is attempted again. */
    private static void deleteAll() {
        List<TemporaryFile> parts;
        synchronized (OPEN) {
            ending = true;
            parts = List.copyOf(OPEN);
        }
        for (TemporaryFile part : parts) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                try {
                    part.putBack();
                    part.delete();
                    break;
                } catch (IOException e) {
                    // its writer has added a file since the directory was listed, or is deleting it too
                }
            }
        }
    }
}
