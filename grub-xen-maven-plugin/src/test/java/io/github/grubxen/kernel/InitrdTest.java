// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.NewcCpio;
import io.github.grubxen.io.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;

class InitrdTest {
    private static final byte[] FILE = new byte[100_000];

    @Test
    void addsMicrocodeAndTheCompressedArchive() throws IOException {
        byte[] archive = archive();
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(archive);
        }
        Initrd initrd = read(archive, new byte[512], gzip.toByteArray());
        assertThat(initrd.unreadable()).isEmpty();
        assertThat(initrd.compression()).isEqualTo(KernelCompression.GZIP);
        assertThat(initrd.unpacked()).isBetween(2L * archive.length, 2L * archive.length + 600);
        assertThat(initrd.summary()).isEqualTo("initrd: 1 MiB, gzip, unpacks to 1 MiB");
    }

    @Test
    void countsAFrameOfZstdWithZerosAfterIt() throws IOException {
        byte[] archive = archive();
        ByteArrayOutputStream zstd = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdCompressorOutputStream(zstd)) {
            out.write(archive);
        }
        Initrd initrd = read(zstd.toByteArray(), new byte[100]);
        assertThat(initrd.unreadable()).isEmpty();
        assertThat(initrd.unpacked()).isEqualTo(archive.length);
    }

    @Test
    void readsAnArchiveThatIsNotCompressed() throws IOException {
        Initrd initrd = read(archive());
        assertThat(initrd.unreadable()).isEmpty();
        assertThat(initrd.compression()).isEqualTo(KernelCompression.NONE);
        assertThat(initrd.unpacked()).isEqualTo(archive().length);
    }

    @Test
    void saysWhatTheKernelCannotUnpack() throws IOException {
        assertThat(read(new byte[0]).unreadable()).contains("it is empty");
        assertThat(read(new byte[] {1, 2, 3, 4, 5}).unreadable())
                .contains("it is neither a cpio archive nor compressed data");
        byte[] cut = java.util.Arrays.copyOf(archive(), 1000);
        assertThat(read(cut).unreadable()).contains("its cpio archive is cut off or damaged");
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(archive());
        }
        byte[] half = java.util.Arrays.copyOf(gzip.toByteArray(), gzip.size() / 2);
        assertThat(read(half).unreadable().orElse("")).startsWith("the data in gzip is damaged");
        byte[] negative = archive();
        negative[54] = '-';
        assertThat(read(negative).unreadable()).contains("its cpio archive is cut off or damaged");
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (NewcCpio cpio = new NewcCpio(out)) {
            cpio.file("init", 0755, Bytes.of("init", FILE));
        }
        return out.toByteArray();
    }

    private static Initrd read(byte[]... parts) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return Initrd.read(Bytes.of("initrd", whole.toByteArray()));
    }
}
