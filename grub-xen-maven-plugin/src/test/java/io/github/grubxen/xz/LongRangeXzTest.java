// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.testing.Tools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;

/** Streams, read again by XZ for Java and by xz. */
class LongRangeXzTest {
    private static final int MEBI = 1 << 20;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void ofRandomRepeatsHoldWhatWasWritten(int seed) throws IOException {
        byte[] content = repeats(new Random(seed), 9 * MEBI);
        byte[] stream = compress(content, 4 * MEBI, 2);
        assertThat(unpack(stream)).isEqualTo(content);
        Tools.require("xz");
        Path file = Files.write(directory.resolve("a.xz"), stream);
        Tools.run(directory, "xz", "-d", file.toString());
        assertThat(directory.resolve("a")).hasBinaryContent(content);
    }

    /** Where the dictionary is smaller than a part, hardly anything that was before can be at hand. */
    @ParameterizedTest
    @ValueSource(ints = {4096, 1 << 16, 1 << 18, 1 << 20, 1 << 21, 1 << 22})
    void withASmallDictionaryHoldWhatWasWritten(int dictionary) throws IOException {
        for (int seed = 0; seed < 2; seed++) {
            byte[] content = repeats(new Random(dictionary + seed), 7 * MEBI + seed);
            LZMA2Options options = new LZMA2Options(0);
            options.setDictSize(dictionary);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (LongRangeXz xz = new LongRangeXz(out, Search.always(options), 4 * MEBI, 2)) {
                xz.write(content);
            }
            assertThat(unpack(out.toByteArray())).isEqualTo(content);
        }
    }

    @Test
    void areTheSameWhateverTheNumberOfThreadsAndTheSizeOfTheWrites() throws IOException {
        byte[] content = repeats(new Random(99), 14 * MEBI);
        byte[] one = compress(content, 8 * MEBI, 1);
        assertThat(compress(content, 8 * MEBI, 5)).isEqualTo(one);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LongRangeXz xz = new LongRangeXz(out, Search.always(new LZMA2Options(1)), 8 * MEBI, 2)) {
            for (int at = 0; at < content.length; at += 12345) {
                xz.write(content, at, Math.min(12345, content.length - at));
            }
        }
        assertThat(out.toByteArray()).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 8191, 8192, LongRangeXz.PART - 1, LongRangeXz.PART, LongRangeXz.PART + 1})
    void ofAnySizeHoldWhatWasWritten(int size) throws IOException {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        assertThat(unpack(compress(noise, MEBI, 1))).isEqualTo(noise);
        assertThat(unpack(compress(new byte[size], MEBI, 1))).isEqualTo(new byte[size]);
    }

    /** The search is chosen when all or 24 MiB are known, and again for each later part. */
    @Test
    void withAChosenSearchAreTheSameForAnyNumberOfThreadsAndSizeOfWrites() throws IOException {
        Search search = Search.chosen(new LZMA2Options(1), new LZMA2Options(0)); // the first with 1 MiB of dictionary
        byte[] content = repeats(new Random(7), 30 * MEBI);
        byte[] first = new byte[0];
        for (int threads = 1; threads <= 4; threads += 3) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (LongRangeXz xz = new LongRangeXz(out, search, 16 * MEBI, threads)) {
                for (int at = 0; at < content.length; at += threads * 54321) {
                    xz.write(content, at, Math.min(threads * 54321, content.length - at));
                }
            }
            assertThat(unpack(out.toByteArray())).isEqualTo(content);
            first = threads == 1 ? out.toByteArray() : first;
            assertThat(out.toByteArray()).isEqualTo(first);
        }
    }

    @Test
    void ofFarRepeatsTakeHardlyMoreThanTheFirst() throws IOException {
        byte[] noise = new byte[5 * MEBI + 77];
        new Random(5).nextBytes(noise);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            noise[i * 1000] ^= 1; // as an image of which a letter of the config differs
            content.writeBytes(noise);
        }
        byte[] stream = compress(content.toByteArray(), 64 * MEBI, 2);
        assertThat(unpack(stream)).isEqualTo(content.toByteArray());
        assertThat(stream).hasSizeBetween(5 * MEBI, 5 * MEBI + 40_000);
    }

    @Test
    void askForNoLargerADictionaryThanTheirRepeatsNeed() throws IOException {
        byte[] noise = new byte[3 * MEBI];
        new Random(5).nextBytes(noise);
        byte[] content = Arrays.copyOf(noise, 30 * MEBI);
        for (int at = 0; at < content.length; at += noise.length) {
            System.arraycopy(noise, 0, content, at, noise.length);
        }
        Tools.require("xz");
        Path file = Files.write(directory.resolve("a.xz"), compress(content, 64 * MEBI, 2));
        assertThat(Tools.run(directory, "xz", "-lvv", file.toString())).contains("--lzma2=dict=4MiB");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void neverSayALargerDictionaryThanWasAskedFor(int reach) throws IOException {
        Tools.require("xz");
        for (int seed = 0; seed < 3; seed++) {
            byte[] content = repeats(new Random(1000 + seed), 6 * MEBI + seed * 12345);
            byte[] stream = compress(content, reach * MEBI, 1 + 3 * seed);
            assertThat(unpack(stream)).isEqualTo(content);
            Path file = Files.write(directory.resolve("a.xz"), stream);
            Matcher said = Pattern.compile("dict=(\\d+)(KiB|MiB)")
                    .matcher(Tools.run(directory, "xz", "-lvv", file.toString()));
            assertThat(said.find()).isTrue();
            int bytes = Integer.parseInt(said.group(1)) * (said.group(2).equals("MiB") ? MEBI : 1 << 10);
            // the format says powers of two only here
            assertThat(bytes).isLessThanOrEqualTo(Integer.highestOneBit(reach * MEBI * 2 - 1));
        }
    }

    @Test
    void endWithTheFailureOfWhatTheyAreWrittenTo() {
        byte[] noise = new byte[20 * MEBI];
        new Random(1).nextBytes(noise);
        IOException full = new IOException("no space");
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw full;
            }
        };
        assertThatThrownBy(() -> {
                    try (LongRangeXz xz = new LongRangeXz(broken, Search.always(new LZMA2Options(1)), MEBI, 2)) {
                        xz.write(noise);
                    }
                })
                .isSameAs(full);
    }

    @Test
    void waitForTheMemoryThatOthersHave() throws Exception {
        MemoryShare all = MemoryShare.take(Long.MAX_VALUE);
        CompletableFuture<byte[]> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return compress(new byte[100], MEBI, 1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThatThrownBy(() -> waiting.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        all.close();
        assertThat(unpack(waiting.get(1, TimeUnit.MINUTES))).isEqualTo(new byte[100]);
    }

    /** Blocks of noise, text, zeros and copies of what was before, of all lengths. */
    private static byte[] repeats(Random random, int size) {
        byte[] all = new byte[size];
        int at = 0;
        while (at < size) {
            int length = Math.min(size - at, 1 + random.nextInt(1 << random.nextInt(21)));
            switch (at == 0 ? 0 : random.nextInt(7)) {
                case 0 -> {
                    byte[] noise = new byte[length];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, all, at, length);
                }
                case 1 -> {
                    for (int i = at; i < at + length; i++) {
                        all[i] = (byte) "grub for xen".charAt(random.nextInt(12));
                    }
                }
                case 2 -> {}
                default -> {
                    int from = random.nextInt(at);
                    for (int i = 0; i < length; i++) {
                        all[at + i] = all[from + i];
                    }
                }
            }
            at += length;
        }
        return all;
    }

    private static byte[] compress(byte[] content, int reach, int threads) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LongRangeXz xz = new LongRangeXz(out, Search.always(new LZMA2Options(1)), reach, threads)) {
            xz.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] unpack(byte[] stream) throws IOException {
        try (XZInputStream in = new XZInputStream(new ByteArrayInputStream(stream))) {
            return in.readAllBytes();
        }
    }
}
