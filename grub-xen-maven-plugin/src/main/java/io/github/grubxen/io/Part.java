package io.github.grubxen.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder in the making, hidden beside the target that it is to become. It is gone when it is closed, and when Java is
 * ended by a signal that it can catch. Where it could not, the next part for the same target takes it away: whose writer still
 * lives tells a lock, which the system gives up with the process, also for processes of another container.
 */
final class Part implements AutoCloseable {
    private static final String LOCK = ".lock";
    private static final String PART = ".part";
    private static final String FORMER = ".former";
    private static final int ATTEMPTS = 20;

    /** In bytes: file systems take 255, of which our own additions need 45. */
    private static final int LONGEST_NAME = 200;

    private static final Set<Part> OPEN = new HashSet<>();
    private static @Nullable Thread hook;

    private final Path stem;
    private final FileChannel channel;

    private Part(Path stem, FileChannel channel) {
        this.stem = stem;
        this.channel = channel;
    }

    /** A part for a target; takes away what killed writers of the same target left behind. */
    static Part open(Path target) throws IOException {
        Path place = target.toAbsolutePath();
        Path folder = Files.createDirectories(place.resolveSibling(".").normalize());
        removeStale(place, folder);
        Path stem = place.resolveSibling(hidden(place) + UUID.randomUUID());
        FileChannel channel =
                FileChannel.open(Path.of(stem + LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Part part = new Part(stem, channel);
        channel.lock();
        register(part);
        return part;
    }

    /** How the names of all parts for a target begin: with its own, or where that is long with its digest. */
    static String hidden(Path target) {
        String name = String.valueOf(target.getFileName());
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return "." + (bytes.length > LONGEST_NAME ? Digest.sha256(Bytes.of(name, bytes)) : name) + ".";
    }

    /** Where the new contents are made. */
    Path path() {
        return Path.of(stem + PART);
    }

    /** Where a former folder lies for the moment between the two moves. */
    Path former() {
        return Path.of(stem + FORMER);
    }

    @Override
    public void close() throws IOException {
        unregister(this);
        try (channel) {
            delete();
        }
    }

    private void delete() throws IOException {
        Folders.delete(path());
        Folders.delete(former());
        Files.deleteIfExists(Path.of(stem + LOCK));
    }

    /** A former folder goes back to its place, if nothing took that meanwhile. */
    private static void removeStale(Path target, Path folder) throws IOException {
        Pattern names = Pattern.compile(Pattern.quote(hidden(target)) + "([0-9a-f-]{36})" + LOCK);
        for (Path file : Folders.list(folder)) {
            Matcher name = names.matcher(String.valueOf(file.getFileName()));
            if (name.matches()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                        FileLock lock = channel.tryLock()) {
                    if (lock != null) {
                        Part stale = new Part(folder.resolve(hidden(target) + name.group(1)), channel);
                        if (Files.exists(stale.former()) && !Files.exists(target)) {
                            Files.move(stale.former(), target);
                        }
                        stale.delete();
                    }
                } catch (OverlappingFileLockException ours) {
                    // another thread of this Java is at work on it
                } catch (NoSuchFileException ended) {
                    // its writer took it away just now
                }
            }
        }
    }

    private static void register(Part part) throws IOException {
        synchronized (OPEN) {
            if (hook == null) {
                Thread fresh = new Thread(Part::deleteAll, "grub-xen parts");
                try {
                    Runtime.getRuntime().addShutdownHook(fresh);
                } catch (IllegalStateException ending) {
                    part.delete();
                    throw new IOException("Java is being ended", ending);
                }
                hook = fresh;
            }
            OPEN.add(part);
        }
    }

    /** Without an open part nothing of ours stays registered: Maven's daemon lives longer than a plugin's classes. */
    private static void unregister(Part part) {
        synchronized (OPEN) {
            OPEN.remove(part);
            if (OPEN.isEmpty() && hook != null) {
                try {
                    Runtime.getRuntime().removeShutdownHook(hook);
                } catch (IllegalStateException ending) {
                    return; // the hook runs already
                }
                hook = null;
            }
        }
    }

    /** The writers go on while Java ends: what they put into a folder meanwhile is deleted in another attempt. */
    private static void deleteAll() {
        List<Part> parts;
        synchronized (OPEN) {
            parts = List.copyOf(OPEN);
        }
        for (Part part : parts) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                try {
                    part.delete();
                    break;
                } catch (DirectoryNotEmptyException again) {
                    // written to since it was listed
                } catch (IOException e) {
                    break;
                }
            }
        }
    }
}
