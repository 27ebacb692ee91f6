// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class BzImageTest {
    private static final byte[] KERNEL = "a kernel".getBytes(StandardCharsets.US_ASCII);

    @Test
    void unpacksXzWithItsSizeBehindIt() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream xz = new XZOutputStream(out, new LZMA2Options())) {
            xz.write(KERNEL);
        }
        out.writeBytes(new byte[] {8, 0, 0, 0});
        BzImage image = image(3, out.toByteArray());
        assertThat(image.compression()).isEqualTo(BzImage.KernelCompression.XZ);
        assertThat(image.vmlinux()).contains(Bytes.of("", KERNEL));
    }

    @Test
    void unpacksGzip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(KERNEL);
        }
        BzImage image = image(0, out.toByteArray());
        assertThat(image.compression()).isEqualTo(BzImage.KernelCompression.GZIP);
        assertThat(image.vmlinux()).contains(Bytes.of("", KERNEL));
    }

    @Test
    void unpacksZstdWithItsSizeBehindIt() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zstd = new ZstdCompressorOutputStream(out)) {
            zstd.write(KERNEL);
        }
        out.writeBytes(new byte[] {8, 0, 0, 0});
        BzImage image = image(0, out.toByteArray());
        assertThat(image.compression()).isEqualTo(BzImage.KernelCompression.ZSTD);
        assertThat(image.vmlinux()).contains(Bytes.of("", KERNEL));
    }

    @Test
    void leavesOtherPayloadsAsTheyAre() throws IOException {
        BzImage image = image(1, new byte[] {2, 33, 76, 24, 0, 0, 0, 0});
        assertThat(image.payload().length()).isEqualTo(8);
        assertThat(image.compression()).isEqualTo(BzImage.KernelCompression.LZ4);
        assertThat(image.vmlinux()).isEmpty();
    }

    @Test
    void refusesAnythingElseAndAPayloadOutsideOfTheFile() {
        assertThatThrownBy(() -> new BzImage(Bytes.of("f", new byte[4096])).payload())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("f: not a Linux kernel for x86");
        assertThatThrownBy(() -> new BzImage(Bytes.of("f", new byte[3])).payload())
                .hasMessageContaining("f: not a Linux kernel for x86");
        Bytes whole = image(1, new byte[64]).file();
        assertThatThrownBy(() -> new BzImage(whole.slice(0, whole.length() - 1)).payload())
                .isInstanceOf(BadInput.class);
    }

    private static BzImage image(int setupSectors, byte[] payload) {
        int start = ((setupSectors == 0 ? 4 : setupSectors) + 1) * 512 + 100;
        ByteBuffer file = ByteBuffer.allocate(start + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(0x1f1, (byte) setupSectors);
        file.position(0x202).put("HdrS".getBytes(StandardCharsets.US_ASCII));
        file.putInt(0x248, 100).putInt(0x24c, payload.length);
        file.position(start).put(payload);
        return new BzImage(Bytes.of("kernel", file.array()));
    }
}
