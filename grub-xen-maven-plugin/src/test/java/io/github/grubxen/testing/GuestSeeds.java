// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.archive.NewcCpio;
import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.io.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/** Small files of guests that every parser accepts: kernels and initrds in each compression, and what is on disks. */
public final class GuestSeeds {
    private static final int SMALL_DICTIONARY = 1 << 16;

    private GuestSeeds() {}

    /** What writes compressed data. */
    private interface Compressor {
        OutputStream on(OutputStream out) throws IOException;
    }

    /** Kernels by name. */
    public static Map<String, Bytes> kernels() throws IOException {
        Map<String, byte[]> kernels = new LinkedHashMap<>();
        byte[] elf = SmallKernel.elf();
        byte[] narrow = SmallKernel.elf(ElfClass.ELF32, SmallKernel.notes(ElfClass.ELF32));
        kernels.put("elf", elf);
        kernels.put("elf-of-32-bits", narrow);
        kernels.put(
                "elf-with-notes-in-a-section",
                SmallKernel.elf(ElfClass.ELF64, SmallKernel.notes(ElfClass.ELF64), false));
        kernels.put(
                "elf-without-notes",
                SmallKernel.elfWithGuestSection(ElfClass.ELF32, "GUEST_OS=linux,XEN_VER=xen-3.0,PAE=yes"));
        kernels.put("bzimage", SmallKernel.bzImage(elf));
        kernels.put("bzimage-of-32-bits", SmallKernel.bzImage(narrow));
        for (int protocol : new int[] {0x202, 0x207, 0x20a, 0x20d}) {
            String name = "bzimage-2." + (protocol & 0xff);
            kernels.put(name, SmallKernel.bzImage(protocol, elf, "4.19.0-27-amd64 #1 SMP Debian 4.19.316-1"));
        }
        for (Map.Entry<String, byte[]> payload : compressed(elf).entrySet()) {
            kernels.put("bzimage-" + payload.getKey(), SmallKernel.bzImage(payload.getValue()));
        }
        kernels.put("gz", compressed(SmallKernel.bzImage(elf)).get("gz"));
        return named(kernels);
    }

    /** Initrds by name. */
    public static Map<String, Bytes> initrds() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (NewcCpio cpio = new NewcCpio(archive)) {
            cpio.file("init", 0755, Bytes.of("init", "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII)));
        }
        byte[] plain = archive.toByteArray();
        Map<String, byte[]> initrds = new LinkedHashMap<>();
        initrds.put("plain", plain);
        initrds.put("two", joined(plain, plain));
        for (Map.Entry<String, byte[]> packed : compressed(plain).entrySet()) {
            initrds.put(packed.getKey(), packed.getValue());
            initrds.put(packed.getKey() + "-after-microcode", joined(plain, new byte[64], packed.getValue()));
        }
        return named(initrds);
    }

    /** The data in each format that the kernel's build knows but LZO, for which there is no library. */
    private static Map<String, byte[]> compressed(byte[] data) throws IOException {
        Map<String, byte[]> formats = new LinkedHashMap<>();
        formats.put("gz", compressed(data, GuestSeeds::stored));
        formats.put("bz2", compressed(data, out -> new BZip2CompressorOutputStream(out, 1)));
        formats.put("xz", compressed(data, out -> new XZOutputStream(out, dictionary())));
        formats.put("lzma", compressed(data, out -> new LZMAOutputStream(out, dictionary(), -1)));
        ByteBuffer lz4 =
                ByteBuffer.allocate(data.length + data.length / 255 + 16).order(ByteOrder.LITTLE_ENDIAN);
        lz4.putInt(0x184c2102).putInt(0).put((byte) 0xf0); // one sequence that is nothing but literals
        int left = data.length - 15;
        for (; left >= 255; left -= 255) {
            lz4.put((byte) 255);
        }
        lz4.put((byte) left).put(data).putInt(4, lz4.position() - 8);
        formats.put("lz4", Arrays.copyOf(lz4.array(), lz4.position()));
        ByteBuffer zstd = ByteBuffer.allocate(data.length + 9).order(ByteOrder.LITTLE_ENDIAN);
        zstd.putInt(0xfd2fb528)
                .put((byte) 0)
                .put((byte) 0x40); // a window of 256 KiB, and one block that is not compressed
        zstd.put((byte) (data.length << 3 | 1))
                .putShort((short) (data.length >> 5))
                .put(data);
        formats.put("zst", zstd.array());
        return formats;
    }

    private static LZMA2Options dictionary() throws IOException {
        LZMA2Options options = new LZMA2Options();
        options.setDictSize(SMALL_DICTIONARY);
        return options;
    }

    private static byte[] compressed(byte[] data, Compressor compressor) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compressor.on(bytes)) {
            out.write(data);
        }
        return bytes.toByteArray();
    }

    /** Not compressed: compressed data has the bytes of whatever zlib the machine has. */
    private static OutputStream stored(OutputStream out) throws IOException {
        return new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.NO_COMPRESSION);
            }
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        List.of(parts).forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    private static Map<String, Bytes> named(Map<String, byte[]> files) {
        Map<String, Bytes> named = new LinkedHashMap<>();
        files.forEach((name, bytes) -> named.put(name, Bytes.of(name, bytes)));
        return named;
    }
}
