// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Digest;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.TarWriter;
import io.github.grubxen.testing.TarWriter.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianSourceTest {
    @TempDir
    Path directory;

    private final Map<String, byte[]> parts = new TreeMap<>();

    @Test
    void aFurtherTarballAndDebianReplaceWhatTheOriginalHasInTheirPlace() throws IOException {
        put(
                "mygrub_3.orig.tar.gz",
                Entry.file("mygrub-3/a", "a"),
                Entry.file("mygrub-3/extras/old", "old"),
                Entry.file("mygrub-3/debian/old", "old"));
        put("mygrub_3.orig-extras.tar.gz", Entry.file("extras-1/new", "new"));
        put(
                "mygrub_3-1.debian.tar.gz",
                Entry.file("debian/patches/series", "one.patch\n"),
                Entry.file("debian/rules", "new"));
        DebianSource source = read();
        Path target = directory.resolve("unpacked");
        List<Patch> patches = source.unpack(target);
        assertThat(target.resolve("a")).hasContent("a");
        assertThat(target.resolve("extras"))
                .isDirectoryContaining("glob:**/new")
                .isDirectoryNotContaining("glob:**/old");
        assertThat(target.resolve("debian"))
                .isDirectoryContaining("glob:**/rules")
                .isDirectoryNotContaining("glob:**/old");
        assertThat(patches).containsExactly(Patch.of(target.resolve("debian/patches/one.patch")));
    }

    @Test
    void aPackageOfAnotherNameKeepsItsNameAndVersion() throws IOException {
        put("mygrub_3.orig.tar.gz", Entry.file("mygrub-3/a", "a"));
        DebianSource source = read();
        assertThat(source.name()).isEqualTo("mygrub");
        assertThat(source.version()).contains("3-1+site1");
        assertThat(source.description()).isEqualTo("source package mygrub 3-1+site1");
    }

    @Test
    void itsChangelogIsReadWithoutUnpackingIt() throws IOException {
        put("mygrub_3-1.debian.tar.gz", Entry.file("debian/changelog", "mygrub (3-1) x; urgency=low\n"));
        assertThat(read().changelog()).contains("mygrub (3-1) x; urgency=low\n");
    }

    private void put(String name, Entry... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(TarWriter.write(List.of(entries)));
        }
        parts.put(name, bytes.toByteArray());
    }

    private DebianSource read() throws IOException {
        StringBuilder sums = new StringBuilder();
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            Path file = Files.write(directory.resolve(part.getKey()), part.getValue());
            sums.append("\n ")
                    .append(Digest.sha256(file))
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(part.getKey());
        }
        Path dsc = Files.writeString(
                directory.resolve("mygrub.dsc"),
                "Format: 3.0 (quilt)\nSource: mygrub\nVersion: 3-1+site1\nChecksums-Sha256:" + sums + "\n");
        return DebianSource.read(dsc, Optional.empty(), new SilentLog());
    }
}
