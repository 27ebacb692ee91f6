// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records of the files that a build made: for each file, the fingerprint of its inputs, and its size and timestamp when it was
 * finished. A file that was changed since then is not up to date. For a directory, the record covers all files in it.
 * Thread-safe.
 */
public final class UpToDateRecords {
    private static final String HEAD = "grub-xen records 1";
    private static final long MAX_BYTES = 1 << 26;
    private static final int FIELDS = 3;

    private final SortedMap<String, Entry> byName = new TreeMap<>();

    /** A record of one file: the fingerprint of its inputs, and its state when it was finished. */
    private record Entry(String key, String state) {}

    /** Nothing is up to date. */
    public UpToDateRecords() {}

    /** Reads the records from a file. There are none if the file does not exist or was not written by this class. */
    public static UpToDateRecords read(Path file) throws IOException {
        UpToDateRecords records = new UpToDateRecords();
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            return records;
        }
        String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
        if (!lines[0].equals(HEAD)) {
            return records;
        }
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            if (fields.length == FIELDS) {
                records.byName.put(fields[2], new Entry(fields[0], fields[1]));
            }
        }
        return records;
    }

    /** Whether a file was made with this key and has not changed since. */
    public synchronized boolean isUpToDate(String name, String key, Path file) throws IOException {
        Entry entry = byName.get(name);
        return entry != null && entry.key().equals(key) && entry.state().equals(state(file));
    }

    /** Whether a file was made with this key, even if it has changed since. */
    public synchronized boolean hasKey(String name, String key) {
        Entry entry = byName.get(name);
        return entry != null && entry.key().equals(key);
    }

    /** Names of all files, sorted. */
    public synchronized List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Forgets a file. */
    public synchronized void remove(String name) {
        byName.remove(name);
    }

    /** Records a finished file. */
    public void put(String name, String key, Path file) throws IOException {
        String state = state(file);
        synchronized (this) {
            byName.put(name, new Entry(key, state));
        }
    }

    /** Writes all records. */
    public synchronized void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        byName.forEach((name, entry) -> text.append(entry.key())
                .append('\t')
                .append(entry.state())
                .append('\t')
                .append(name)
                .append('\n'));
        AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Size and timestamp of a file; for a directory, a digest of the sizes and timestamps of all files in it. */
    public static String state(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return directory(file);
        }
        if (!Files.isRegularFile(file)) {
            return "missing";
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.size() + " " + attributes.lastModifiedTime();
    }

    /** The files in a directory, with sizes and timestamps. */
    private static String directory(Path directory) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : Directories.list(directory)) {
            text.append(file.getFileName()).append('\t').append(state(file)).append('\n');
        }
        return Digest.sha256(Bytes.of("directory", text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
