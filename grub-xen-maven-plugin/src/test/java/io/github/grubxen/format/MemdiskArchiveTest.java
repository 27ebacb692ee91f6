// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.SmallDeb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed files of a memdisk. */
class MemdiskArchiveTest {
    private static final byte[] CONTENT = "set timeout=1\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(strings = {".gz", ".xz", ""})
    void areReadAsGrubSeesThem(String suffix) throws IOException {
        assertThat(plain(SmallDeb.compress(suffix, CONTENT)).toArray()).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {".gz", ".xz"})
    void thatAreCutOffSaySo(String suffix) throws IOException {
        byte[] whole = SmallDeb.compress(suffix, CONTENT);
        assertThatThrownBy(() -> plain(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(BadInput.class)
                .hasMessage("image.bin, grub.cfg in its memdisk: is cut off: its compressed data ends too early."
                        + " Make the image again.");
    }

    @ParameterizedTest
    @ValueSource(strings = {".gz", ".xz"})
    void thatUnpackToMoreThanAnyFileOfGrubsAreNotRead(String suffix) throws IOException {
        byte[] large = SmallDeb.compress(suffix, new byte[(4 << 20) + 1]);
        assertThatThrownBy(() -> plain(large))
                .isInstanceOf(BadInput.class)
                .hasMessage("image.bin, grub.cfg in its memdisk: unpacks to more than 4 MiB. Make the image again.");
    }

    private static Bytes plain(byte[] file) throws BadInput {
        return MemdiskArchive.decompressed(Bytes.of("image.bin, grub.cfg in its memdisk", file));
    }
}
