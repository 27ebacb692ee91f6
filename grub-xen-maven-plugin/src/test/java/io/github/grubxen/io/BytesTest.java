// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytesTest {
    @TempDir
    Path directory;

    private final Bytes bytes = Bytes.of("f", new byte[] {1, 2, 3, 4, 'a', 'b', 0, (byte) 0xff});

    @Test
    void areReadLittleEndian() throws IOException {
        assertThat(bytes.u16(0)).isEqualTo(0x0201);
        assertThat(bytes.u32(0)).isEqualTo(0x04030201L);
        assertThat(bytes.u8(7)).isEqualTo(255);
        assertThat(bytes.text(4)).isEqualTo("ab");
    }

    @Test
    void outsideTheirBoundsNameFileAndOffset() {
        assertThatThrownBy(() -> bytes.u32(5)).isInstanceOf(BadInput.class).hasMessageContaining("f at offset 0x5");
        assertThatThrownBy(() -> bytes.u8(-1)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> bytes.slice(4, Long.MAX_VALUE)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> bytes.slice(Long.MAX_VALUE, 1)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> bytes.from(9)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> bytes.u64(0)).as("negative").isInstanceOf(BadInput.class);
    }

    @Test
    void slicesKnowTheirOwnBounds() throws IOException {
        Bytes slice = bytes.slice(4, 2);
        assertThat(slice.utf8()).isEqualTo("ab");
        assertThat(slice.text(0)).isEqualTo("ab");
        assertThatThrownBy(() -> slice.u8(2)).isInstanceOf(BadInput.class);
    }

    @Test
    void areEqualByContentAlone() {
        assertThat(Bytes.of("x", new byte[] {7})).isEqualTo(Bytes.of("y", new byte[] {7}));
    }

    @Test
    void putTogetherAreReadAsOne() throws IOException {
        Bytes together =
                bytes.slice(4, 2).concat(Bytes.of("g", new byte[] {'c'})).concat(bytes.slice(4, 1));
        assertThat(together.parts()).hasSize(3);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        together.writeTo(written);
        assertThat(written.toString(StandardCharsets.US_ASCII)).isEqualTo("abca");
        assertThat(together.slice(1, 2).utf8()).isEqualTo("bc");
        assertThat(together.u16(2)).isEqualTo('c' | 'a' << 8);
        Bytes plain = Bytes.of("h", written.toByteArray());
        assertThat(together).isEqualTo(plain).hasSameHashCodeAs(plain);
        assertThat(together.name()).isEqualTo("f");
        assertThatThrownBy(() -> together.u8(4)).isInstanceOf(BadInput.class);
    }

    @Test
    void ofAMissingFileADirectoryOrATooLargeFileAreRefused() throws IOException {
        assertThatThrownBy(() -> Bytes.read(directory.resolve("none"), 10)).hasMessageContaining("no such file");
        assertThatThrownBy(() -> Bytes.read(directory, 10)).hasMessageContaining("is a directory");
        Path file = Files.write(directory.resolve("large"), new byte[11]);
        assertThatThrownBy(() -> Bytes.read(file, 10)).hasMessageContaining("larger than 10 bytes");
        assertThat(Bytes.readAll("s", new ByteArrayInputStream(new byte[10]), 10)
                        .length())
                .isEqualTo(10);
    }
}
