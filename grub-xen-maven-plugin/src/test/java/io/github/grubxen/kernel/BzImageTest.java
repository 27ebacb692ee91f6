// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.SmallKernel;
import io.github.grubxen.testing.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

class BzImageTest {
    private static final byte[] KERNEL = "a kernel, a kernel, a kernel, a kernel".getBytes(StandardCharsets.US_ASCII);

    /** The size that the kernel's build appends. */
    private static final byte[] SIZE = {(byte) KERNEL.length, 0, 0, 0};

    @TempDir
    Path directory;

    @Test
    void unpacksXzWithItsSizeBehindIt() throws IOException {
        unpacks(KernelCompression.XZ, sized(out -> new XZOutputStream(out, new LZMA2Options())));
    }

    @Test
    void unpacksGzip() throws IOException {
        unpacks(KernelCompression.GZIP, compressed(GZIPOutputStream::new));
    }

    @Test
    void unpacksZstdWithItsSizeBehindIt() throws IOException {
        unpacks(KernelCompression.ZSTD, sized(ZstdCompressorOutputStream::new));
    }

    @Test
    void unpacksBzip2WithItsSizeBehindIt() throws IOException {
        unpacks(KernelCompression.BZIP2, sized(BZip2CompressorOutputStream::new));
    }

    @Test
    void unpacksLzmaWithItsSizeBehindIt() throws IOException {
        unpacks(KernelCompression.LZMA, sized(out -> new LZMAOutputStream(out, new LZMA2Options(), -1)));
    }

    @Test
    void unpacksTheBlocksOfLegacyLz4WithItsSizeBehindThem() throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        try (OutputStream lz4 = new BlockLZ4CompressorOutputStream(block)) {
            lz4.write(KERNEL, 0, KERNEL.length);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {2, 33, 76, 24, (byte) block.size(), 0, 0, 0});
        block.writeTo(out);
        out.writeBytes(SIZE);
        unpacks(KernelCompression.LZ4, out.toByteArray());
    }

    @Test
    void unpacksLzoOfLzopWithItsSizeBehindIt() throws IOException {
        Tools.require("lzop");
        Path plain = Files.write(
                directory.resolve("vmlinux"), "kernel ".repeat(100000).getBytes(StandardCharsets.US_ASCII));
        Tools.run(directory, "lzop", "-9", plain.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Files.readAllBytes(directory.resolve("vmlinux.lzo")));
        out.writeBytes(SIZE);
        BzImage image = image(out.toByteArray());
        assertThat(image.compression()).isEqualTo(KernelCompression.LZO);
        assertThat(image.vmlinux()).contains(Bytes.of("", Files.readAllBytes(plain)));
    }

    @Test
    void leavesAnUnknownPayloadAsItIs() throws IOException {
        BzImage image = image(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertThat(image.payload().length()).isEqualTo(8);
        assertThat(image.compression()).isEqualTo(KernelCompression.OTHER);
        assertThat(image.vmlinux()).isEmpty();
    }

    @Test
    void refusesADamagedPayload() throws IOException {
        byte[] damaged = sized(out -> new XZOutputStream(out, new LZMA2Options()));
        damaged[20] ^= 1;
        assertThatThrownBy(() -> image(damaged).vmlinux())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("kernel at offset 0xa40: the data in xz is damaged (");
    }

    @Test
    void refusesAnythingElseAndAPayloadOutsideOfTheFile() throws IOException {
        assertThatThrownBy(() -> BzImage.of(Bytes.of("f", new byte[4096])))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("f: not a Linux kernel for x86");
        assertThatThrownBy(() -> BzImage.of(Bytes.of("f", new byte[3])))
                .hasMessageContaining("f: not a Linux kernel for x86");
        Bytes whole = image(new byte[64]).file();
        BzImage cut = BzImage.of(whole.slice(0, whole.length() - 1));
        assertThatThrownBy(cut::payload).isInstanceOf(BadInput.class);
    }

    private static void unpacks(KernelCompression compression, byte[] payload) throws IOException {
        BzImage image = image(payload);
        assertThat(image.compression()).isEqualTo(compression);
        assertThat(image.vmlinux()).contains(Bytes.of("", KERNEL));
    }

    private interface Compressor {
        OutputStream of(OutputStream out) throws IOException;
    }

    private static byte[] compressed(Compressor compressor) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream compressing = compressor.of(out)) {
            compressing.write(KERNEL, 0, KERNEL.length);
        }
        return out.toByteArray();
    }

    private static byte[] sized(Compressor compressor) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(compressed(compressor));
        out.writeBytes(SIZE);
        return out.toByteArray();
    }

    private static BzImage image(byte[] payload) throws BadInput {
        return BzImage.of(Bytes.of("kernel", SmallKernel.bzImage(payload)));
    }
}
