// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.SmallDeb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Compressed members of packages: whole, cut off, damaged, too large. */
class DecompressingStreamTest {
    private static final int SIZE = 300_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz", "zst"})
    void givesTheBytesOfAWholeMember(String suffix) throws IOException {
        byte[] content = content();
        assertThat(unpack(suffix, compress(suffix, content), SIZE)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz", "zst"})
    void saysOfAMemberThatEndsTooEarlyThatItIsCutOffWhereverThatIs(String suffix) throws IOException {
        byte[] whole = compress(suffix, content());
        for (int length = 0; length < whole.length; length += length < 40 || length > whole.length - 80 ? 1 : 997) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> unpack(suffix, cut, SIZE))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(BadInput.class)
                    .hasMessage("x.deb: data.tar." + suffix
                            + ": is cut off: its compressed data ends too early. Get the package again.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz", "zst"})
    void saysOfADamagedMemberWhatTheLibraryFound(String suffix) throws IOException {
        byte[] damaged = compress(suffix, content());
        Arrays.fill(damaged, 0, 4, (byte) 'x');
        assertThatThrownBy(() -> unpack(suffix, damaged, SIZE))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching("x\\.deb: data\\.tar\\." + suffix
                        + ": is damaged \\((?!null)\\S.*\\)\\. Get the package again\\.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz", "zst", "tar"})
    void unpacksNoMoreThanItsLimit(String suffix) throws IOException {
        byte[] zeros = compress(suffix, new byte[(8 << 20) + 1]);
        assertThatThrownBy(() -> unpack(suffix, zeros, 8 << 20))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("x.deb: data.tar." + suffix + ": unpacks to more than 8 MiB.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lzma", "bz2", "XZ"})
    void refusesACompressionThatItDoesNotKnow(String suffix) {
        assertThatThrownBy(() -> unpack(suffix, new byte[0], SIZE))
                .isInstanceOf(BadInput.class)
                .hasMessage("x.deb: data.tar." + suffix + ": has an unknown compression: '." + suffix
                        + "'. Pack it with xz: dpkg-deb -R, then dpkg-deb -Zxz -b.");
    }

    /** As dpkg: it reads all members of a gzip file, and the first stream of an xz file alone. */
    @Test
    void readsAsManyStreamsAsDpkg() throws IOException {
        byte[] one = "one ".getBytes(StandardCharsets.US_ASCII);
        byte[] two = "two".getBytes(StandardCharsets.US_ASCII);
        for (String suffix : List.of("gz", "xz")) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(compress(suffix, one));
            both.writeBytes(compress(suffix, two));
            assertThat(unpack(suffix, both.toByteArray(), SIZE))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo(suffix.equals("gz") ? "one two" : "one ");
            byte[] cut = Arrays.copyOf(both.toByteArray(), both.size() - 6);
            if (suffix.equals("gz")) {
                assertThatThrownBy(() -> unpack(suffix, cut, SIZE)).hasMessageContaining("is cut off");
            }
        }
    }

    @Test
    void saysOfAStreamThatWantsMuchMemoryHowMuchItMayHave() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LZMA2Options options = new LZMA2Options(0);
        options.setDictSize(200 << 20);
        try (OutputStream xz = new XZOutputStream(out, options)) {
            xz.write(1);
        }
        assertThatThrownBy(() -> unpack("xz", out.toByteArray(), SIZE))
                .isInstanceOf(BadInput.class)
                .hasMessage("x.deb: data.tar.xz: needs more than 80 MiB of memory to be decompressed."
                        + " Pack it with xz: dpkg-deb -R, then dpkg-deb -Zxz -b.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz", "zst"})
    void ofAPackageIsNamedWithThePackage(String suffix) throws IOException {
        byte[] data = SmallDeb.tar("./usr/lib/grub/i386-xen/a.mod", "x".repeat(5000));
        byte[] whole = compress(suffix, data);
        DebBuilder deb = new DebBuilder("site")
                .member("data.tar.xz", new byte[0])
                .member("data.tar." + suffix, Arrays.copyOf(whole, whole.length / 2));
        Path file = Files.write(directory.resolve("site.deb"), deb.toByteArray());
        assertThatThrownBy(() -> new DebArchive(file).visitData((entry, content) -> content.readAllBytes()))
                .isInstanceOf(BadInput.class)
                .hasMessage(file + ": data.tar." + suffix
                        + ": is cut off: its compressed data ends too early. Get the package again.");
    }

    private static byte[] unpack(String suffix, byte[] packed, long limit) throws IOException {
        String member = suffix.equals("tar") ? "data.tar" : "data.tar." + suffix;
        String where = "x.deb: data.tar." + suffix;
        try (DecompressingStream in =
                DecompressingStream.open(where, member, new ByteArrayInputStream(packed), limit)) {
            return in.readAllBytes();
        }
    }

    private static byte[] content() {
        byte[] content = new byte[SIZE];
        new Random(1).nextBytes(content);
        Arrays.fill(content, SIZE / 2, SIZE, (byte) 'a');
        return content;
    }

    private static byte[] compress(String suffix, byte[] content) throws IOException {
        return switch (suffix) {
            case "gz" -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (OutputStream gzip = new GZIPOutputStream(out)) {
                    gzip.write(content);
                }
                yield out.toByteArray();
            }
            case "xz" -> DebBuilder.xz(content);
            case "zst" -> Zstd.compress(content);
            default -> content;
        };
    }
}
