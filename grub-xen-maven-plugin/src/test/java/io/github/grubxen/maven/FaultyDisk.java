// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Copies a project, fills the disk that it is on, and compares it with what it was. */
final class FaultyDisk {
    private FaultyDisk() {}

    /** Leaves so many bytes of the disk of a directory. */
    static void fill(Path directory, long room) throws IOException {
        Path filler = directory.resolve("filler");
        byte[] block = new byte[1 << 12];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        try (FileChannel channel = FileChannel.open(filler, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(filler) - room);
        }
    }

    /** The digests of all files, hidden ones too. */
    static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(file).toString(), digest(file));
            }
        } catch (UncheckedIOException unreadable) { // a directory that the test has made so
            return files;
        }
        return files;
    }

    private static String digest(Path file) {
        try {
            return Digest.sha256(file);
        } catch (IOException unreadable) { // which the test has made so
            return "?";
        }
    }

    /** Copies a directory with its directories and files. */
    static void copy(Path from, Path to) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(files::add);
        }
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(copy);
            } else if (Files.isRegularFile(file)) {
                Files.copy(file, copy);
            }
        }
    }

    /** Names of the files that differ. */
    static Set<String> different(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new TreeSet<>(after.keySet());
        names.addAll(before.keySet());
        names.removeIf(name -> Objects.equals(after.get(name), before.get(name)));
        return names;
    }
}
