// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GnuTarTest {
    @TempDir
    Path directory;

    private final TarAttributes attributes = new TarAttributes("buildd", "users", 2952, 1009, 0640, 1777846690);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 9000, 10240})
    void isWhatGnuTarWrites(int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Files.createDirectories(directory.resolve("boot"));
        Files.write(directory.resolve("boot/file"), content);
        Files.writeString(directory.resolve("other"), "x");
        Tools.run(
                directory,
                "tar",
                "--format=gnu",
                "--owner=buildd:2952",
                "--group=users:1009",
                "--mode=0640",
                "--mtime=@1777846690",
                "-cf",
                "out.tar",
                "boot/file",
                "other");
        Bytes ours = GnuTar.write(
                "memdisk",
                List.of(
                        new GnuTar.Entry("boot/file", attributes, Bytes.of("", content)),
                        new GnuTar.Entry("other", attributes, Bytes.of("", new byte[] {'x'}))));
        assertThat(directory.resolve("out.tar")).hasBinaryContent(ours.toArray());
    }

    @Test
    void isReadBackAsItWasWritten() throws IOException {
        List<GnuTar.Entry> entries = List.of(
                new GnuTar.Entry("a", attributes, Bytes.of("", new byte[700])),
                new GnuTar.Entry("b/c", TarAttributes.root(0), Bytes.of("", new byte[] {1})));
        assertThat(GnuTar.read(GnuTar.write("t", entries))).isEqualTo(entries);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "a/../b", "", "a//b", "a/", ".", "a/.", "a\0b"})
    void holdsNoPathThatLeavesIt(String name) {
        GnuTar.Entry entry = new GnuTar.Entry(name, attributes, Bytes.of("", new byte[0]));
        assertThatThrownBy(() -> GnuTar.write("t", List.of(entry))).isInstanceOf(BadInput.class);
    }

    @Test
    void holdsNoNameTwiceAndNoneThatIsTooLong() {
        GnuTar.Entry entry = new GnuTar.Entry("a", attributes, Bytes.of("", new byte[0]));
        assertThatThrownBy(() -> GnuTar.write("t", List.of(entry, entry))).hasMessageContaining("twice");
        GnuTar.Entry longName = new GnuTar.Entry("x".repeat(101), attributes, Bytes.of("", new byte[0]));
        assertThatThrownBy(() -> GnuTar.write("t", List.of(longName))).hasMessageContaining("longer than 100");
    }

    @Test
    void readsANameOfAnyDepth() throws IOException {
        String name = "a/".repeat(100_000) + "a";
        Bytes archive = GrubTar.write("t", List.of(new GrubTar.File(name, Bytes.of("", new byte[1]))), 0);
        assertThat(GnuTar.read(archive)).extracting(GnuTar.Entry::name).containsExactly(name);
    }

    @Test
    void refusesALongNameWhoseFileIsMissing() throws IOException {
        Bytes archive = GrubTar.write("t", List.of(new GrubTar.File("a".repeat(200), Bytes.of("", new byte[1]))), 0);
        assertThatThrownBy(() -> GnuTar.read(archive.slice(0, 1024)))
                .hasMessageContaining("between a name and its file");
    }

    @Test
    void refusesAttributesThatDoNotFit() {
        TarAttributes large = new TarAttributes("root", "root", 07777777 + 1, 0, 0644, 0);
        assertThatThrownBy(() -> large.check("<memdisk>"))
                .hasMessageContaining("<memdisk>/uid")
                .hasMessageContaining("2097151");
    }

    @Test
    void damagedAnywhereIsRefusedOrReadWithoutAnyOtherFailure() throws IOException {
        byte[] good = GnuTar.write("t", List.of(new GnuTar.Entry("a", attributes, Bytes.of("", new byte[600]))))
                .toArray();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = good.clone();
            damaged[random.nextInt(1024)] = (byte) random.nextInt();
            Bytes cut = Bytes.of("t", damaged).slice(0, random.nextInt(damaged.length + 1));
            try {
                GnuTar.read(cut);
            } catch (BadInput expected) {
                assertThat(expected.getMessage()).as("seed %d", seed).isNotBlank();
            }
        }
    }
}
