// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.testing.Tools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Held against zlib, as the JDK has it, and gzip. */
class GzipOutputTest {
    private static final int CHUNK = 1 << 18;

    static IntStream levels() {
        return IntStream.rangeClosed(1, 9);
    }

    static Stream<byte[]> inputs() {
        Random random = new Random(7);
        return Stream.of(
                new byte[0],
                new byte[1],
                new byte[CHUNK],
                new byte[3 * CHUNK + 1],
                noise(random, 2),
                noise(random, CHUNK - 1),
                noise(random, CHUNK + 1),
                repeats(random, CHUNK, 4),
                repeats(random, 4 * CHUNK + 17, 256),
                every(new byte[70_000], 258),
                every(new byte[70_000], 32_768),
                every(new byte[140_000], 32_769),
                fibonacci());
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void isUnpackedToWhatWasPacked(byte[] bytes) throws IOException {
        for (int level = 1; level <= 9; level++) {
            assertThat(unpacked(packed(bytes, level))).isEqualTo(bytes);
        }
    }

    /** What of an archive comes in one call differs with the heap and the reader. */
    @ParameterizedTest
    @MethodSource("levels")
    void doesNotDependOnHowItIsCutIntoCalls(int level) throws IOException {
        Random random = new Random(level);
        byte[] bytes = repeats(random, 2 * CHUNK + 5, 40);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GzipOutput gzip = new GzipOutput(out, level)) {
            for (int at = 0; at < bytes.length; ) {
                int next = Math.min(bytes.length - at, random.nextInt(3) == 0 ? 1 : random.nextInt(100_000));
                if (next == 1) {
                    gzip.write(bytes[at]);
                } else {
                    gzip.write(bytes, at, next);
                }
                at += next;
            }
        }
        assertThat(out.toByteArray()).isEqualTo(packed(bytes, level));
    }

    @Test
    void isUnpackedForRandomInputs() throws IOException {
        long seed = System.nanoTime();
        System.out.println("GzipOutputTest: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = repeats(random, random.nextInt(1 << random.nextInt(1, 20)), 1 + random.nextInt(256));
            assertThat(unpacked(packed(bytes, 1 + random.nextInt(9)))).isEqualTo(bytes);
        }
    }

    /** The bytes are part of what is promised: the same on every machine, in every release of the JDK. */
    @Test
    void hasTheHeaderOfGzipAndTheSameBytesAsEver() throws IOException {
        byte[] text = "GRUB, GRUB and GRUB again\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(HexFormat.of().formatHex(packed(text, 9))).isEqualTo(PACKED);
    }

    private static final String PACKED = "1f8b0800000000000203730f0a75d25100910a89792950467a62661e1700aaaf20f01a000000";

    @Test
    void isReadByGzip(@TempDir Path directory) throws IOException {
        byte[] bytes = repeats(new Random(3), 3 * CHUNK, 30);
        Path file = Files.write(directory.resolve("a.gz"), packed(bytes, 9));
        Tools.run(directory, "gzip", "--test", file.toString());
        Tools.run(directory, "gzip", "--decompress", file.toString());
        assertThat(directory.resolve("a")).hasBinaryContent(bytes);
    }

    /** Of data as GRUB's modules are: short repeats, some noise. */
    @Test
    void isHardlyLargerThanFromZlib() throws IOException {
        for (int alphabet : new int[] {3, 60, 256}) {
            byte[] bytes = repeats(new Random(alphabet), CHUNK, alphabet);
            assertThat(packed(bytes, 9).length).isLessThan(zlib(bytes) * 104 / 100 + 100);
        }
    }

    @Test
    void refusesALevelThatGzipDoesNotHave() {
        assertThatThrownBy(() -> packed(new byte[0], 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> packed(new byte[0], 10)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int zlib(byte[] bytes) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        deflater.finish();
        int size = deflater.deflate(new byte[2 * bytes.length + 100]);
        deflater.end();
        return size;
    }

    private static byte[] packed(byte[] bytes, int level) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GzipOutput gzip = new GzipOutput(out, level)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] unpacked(byte[] file) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes();
    }

    private static byte[] noise(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    /** New bytes and copies of earlier ones, near and far. */
    private static byte[] repeats(Random random, int size, int alphabet) {
        byte[] bytes = new byte[size];
        for (int at = 0; at < size; ) {
            int length = Math.min(size - at, 1 + random.nextInt(1 << random.nextInt(1, 11)));
            if (at > 0 && random.nextBoolean()) {
                int distance = 1 + random.nextInt(Math.min(at, 1 << random.nextInt(1, 17)));
                for (int i = 0; i < length; i++) {
                    bytes[at + i] = bytes[at + i - distance];
                }
            } else {
                for (int i = 0; i < Math.min(length, 30); i++) {
                    bytes[at + i] = (byte) random.nextInt(alphabet);
                }
                length = Math.min(length, 30);
            }
            at += length;
        }
        return bytes;
    }

    /** Repeats itself at one distance. */
    private static byte[] every(byte[] bytes, int distance) {
        System.arraycopy(noise(new Random(distance), distance), 0, bytes, 0, distance);
        for (int at = distance; at < bytes.length; at++) {
            bytes[at] = bytes[at - distance];
        }
        return bytes;
    }

    /** Frequencies for which a Huffman code without a limit would have words of more than 15 bits. */
    private static byte[] fibonacci() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int before = 0;
        int times = 1;
        for (int symbol = 0; symbol < 22; symbol++) {
            byte[] run = new byte[times];
            Arrays.fill(run, (byte) symbol);
            out.writeBytes(run);
            times += before;
            before = times - before;
        }
        byte[] bytes = out.toByteArray();
        Random random = new Random(1);
        for (int i = bytes.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            byte held = bytes[i];
            bytes[i] = bytes[other];
            bytes[other] = held;
        }
        return bytes;
    }
}
