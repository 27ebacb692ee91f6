// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.elf.ElfNote;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.kernel.BzImage;
import io.github.grubxen.kernel.KernelElf;
import io.github.grubxen.kernel.XenNote;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.testing.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;

/**
 * Kernels of a suite, changed: with a payload in another compression, as the kernel's build would make it, or with another
 * header or note.
 *
 * @param stock the suite's kernels
 * @param directory a directory for files
 */
record GuestKernels(Stock stock, Path directory) {
    private static final int PROTOCOL = 0x206;
    private static final int LOAD_FLAGS = 0x211;
    private static final int PAYLOAD_LENGTH = 0x24c;

    /** The suite's kernel with its payload in gzip, to which the kernel's build appends nothing. */
    Bytes gzip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            vmlinux().writeTo(gzip);
        }
        return repacked(out.toByteArray());
    }

    /** The suite's kernel with its payload in LZO. */
    Bytes lzo() throws IOException {
        Path file = Files.write(directory.resolve("vmlinux"), vmlinux().toArray());
        Files.deleteIfExists(directory.resolve("vmlinux.lzo"));
        Tools.run(directory, "lzop", "-1", file.toString());
        return repacked(sized(Files.readAllBytes(directory.resolve("vmlinux.lzo"))));
    }

    /** The suite's kernel with its payload in Zstandard. */
    Bytes zstd() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zstd = new ZstdCompressorOutputStream(out)) {
            vmlinux().writeTo(zstd);
        }
        return repacked(sized(out.toByteArray()));
    }

    /** The suite's kernel with another boot protocol. */
    Bytes protocol(int version) throws IOException {
        byte[] file = stock.kernel(GuestKernel.DISTRIBUTION).toArray();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(PROTOCOL, (short) version);
        return Bytes.of("vmlinuz", file);
    }

    /** The suite's kernel as a zImage, by its flags. */
    Bytes zImage() throws IOException {
        byte[] file = stock.kernel(GuestKernel.DISTRIBUTION).toArray();
        file[LOAD_FLAGS] &= ~1;
        return Bytes.of("vmlinuz", file);
    }

    /** The suite's ELF file with another type in place of that of a note. */
    Bytes without(XenNote note) throws IOException {
        byte[] file = vmlinux().toArray();
        String header = note(note);
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(header);
        file[at + 8] = 0x70;
        return Bytes.of("vmlinuz", file);
    }

    /** The suite's ELF file for another loader than generic. */
    Bytes loader() throws IOException {
        byte[] file = vmlinux().toArray();
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(note(XenNote.LOADER));
        file[at + 16] = 'G';
        return Bytes.of("vmlinuz", file);
    }

    /** The bytes of a note up to its description. */
    private String note(XenNote type) throws IOException {
        ElfNote note = KernelElf.read(vmlinux()).note(type).orElseThrow();
        return "\u0004\0\0\0" + (char) note.declaredSize() + "\0\0\0" + (char) type.number() + "\0\0\0Xen\0";
    }

    private Bytes vmlinux() throws IOException {
        return stock.kernel(GuestKernel.ELF);
    }

    private byte[] sized(byte[] payload) throws IOException {
        return ByteBuffer.allocate(payload.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(payload)
                .putInt(vmlinux().length())
                .array();
    }

    private Bytes repacked(byte[] payload) throws IOException {
        BzImage image = BzImage.of(stock.kernel(GuestKernel.DISTRIBUTION));
        int start = (int) image.header().payloadStart();
        ByteBuffer file = ByteBuffer.allocate(start + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(image.file().toArray(), 0, start).put(payload).putInt(PAYLOAD_LENGTH, payload.length);
        return Bytes.of("vmlinuz", file.array());
    }
}
