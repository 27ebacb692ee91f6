// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A note in a directory of the cache that lists the files of the directory with their digests. It shows whether a file was
 * damaged, removed or added. The timestamp of the note is the time at which the directory was last used.
 *
 * @param directory the directory
 */
public record DirectoryNote(Path directory) {
    private static final String NAME = ".contents";
    private static final long MAX_BYTES = 1 << 24;

    /** Writes a note of the directory's current files. */
    public void write() throws IOException {
        Files.writeString(file(), String.join("\n", contents()) + "\n");
    }

    /** Whether the directory contains exactly the files of the note, with the same bytes. */
    public boolean holds() throws IOException {
        return foreign().isEmpty()
                && isFile(file())
                && Files.size(file()) <= MAX_BYTES
                && contents().equals(lines());
    }

    /**
     * A file or directory that other users can write to, with the reason; empty if there is none. Such users could have written
     * the note too.
     */
    Optional<String> foreign() throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                if (!OwnFiles.isOwn(path)) {
                    return Optional.of(path + " " + OwnFiles.foreign(path));
                }
            }
        }
        return Optional.empty();
    }

    /** Records that the directory is being used. */
    void touch() {
        LastUse.record(file());
    }

    /** The time at which the directory was last used. */
    Instant lastUse() throws IOException {
        return LastUse.of(Files.exists(file()) ? file() : directory);
    }

    /** Removes the note, so that the directory is made again. */
    public void drop() throws IOException {
        Files.deleteIfExists(file());
    }

    /** One line for each file except the note, with its SHA-256 and its path. A file with several names is read once. */
    private List<String> contents() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !file.equals(file()))
                    .sorted()
                    .toList();
        }
        Map<Object, Path> different = new HashMap<>();
        for (Path file : files) {
            if (isFile(file)) {
                different.putIfAbsent(key(file), file);
            }
        }
        Map<Object, String> digests = new ConcurrentHashMap<>();
        try {
            different.entrySet().parallelStream().forEach(file -> digests.put(file.getKey(), digest(file.getValue())));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            lines.add((isFile(file) ? digests.get(key(file)) : "no file") + " " + directory.relativize(file));
        }
        return lines;
    }

    /** Identifies a file, whichever of its names is used. */
    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    private static String digest(Path file) {
        try {
            return Digest.sha256(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines() throws IOException {
        // a damaged note may contain any bytes
        return new String(Bytes.read(file(), MAX_BYTES).toArray(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private Path file() {
        return directory.resolve(NAME);
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }
}
