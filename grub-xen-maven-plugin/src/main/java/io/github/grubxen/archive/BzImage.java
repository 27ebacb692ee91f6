// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.tukaani.xz.SingleXZInputStream;

/**
 * A Linux kernel for x86 as distributions ship it: a program that decompresses its payload, the file vmlinux.
 *
 * <p>Source: Linux, Documentation/arch/x86/boot.rst, fields setup_sects, header, payload_offset and payload_length.
 *
 * @param file the whole file
 */
public record BzImage(Bytes file) {
    /** The largest kernel that is read, compressed or not, in bytes. */
    public static final long MAX_BYTES = 1 << 28;

    private static final int SECTOR = 512;
    private static final long SETUP_SECTORS = 0x1f1;
    private static final long MAGIC = 0x202;
    private static final long HEADER_MAGIC = 0x53726448; // "HdrS"
    private static final long PAYLOAD_OFFSET = 0x248;
    private static final long PAYLOAD_LENGTH = 0x24c;

    /** Length of the payload's decompressed size, in bytes. It follows a payload whose format does not contain it. */
    private static final int SIZE = 4;

    /** Memory that an xz stream may request, in KiB. The kernel's own build uses dictionaries of 32 MiB. */
    private static final int XZ_MEMORY_LIMIT = 256 << 10;

    /** The compression of a kernel's payload. */
    public enum KernelCompression {
        /** gzip. */
        GZIP,
        /** xz. */
        XZ,
        /** Zstandard. */
        ZSTD,
        /** LZ4, in the form that the kernel's build has it. */
        LZ4,
        /** Any other, or none. */
        OTHER
    }

    /** The payload, still compressed. */
    public Bytes payload() throws BadInput {
        if (file.length() < PAYLOAD_LENGTH + 4 || file.u32(MAGIC) != HEADER_MAGIC) {
            throw new BadInput(file.name(), "not a Linux kernel for x86", "Give a bzImage.");
        }
        int sectors = file.u8(SETUP_SECTORS) == 0 ? 4 : file.u8(SETUP_SECTORS);
        long start = (sectors + 1L) * SECTOR + file.u32(PAYLOAD_OFFSET);
        return file.slice(start, file.u32(PAYLOAD_LENGTH));
    }

    /** The compression of the payload, determined from its first bytes. */
    public KernelCompression compression() throws BadInput {
        Bytes payload = payload();
        if (payload.length() > 2 && payload.u16(0) == 0x8b1f) {
            return KernelCompression.GZIP;
        }
        if (payload.length() < 2 * SIZE) {
            return KernelCompression.OTHER;
        }
        return switch ((int) payload.u32(0)) {
            case 0x587a37fd -> KernelCompression.XZ;
            case 0xfd2fb528 -> KernelCompression.ZSTD;
            case 0x184c2102 -> KernelCompression.LZ4;
            default -> KernelCompression.OTHER;
        };
    }

    /** The kernel's ELF file, decompressed. Empty for LZ4 and every unknown compression. */
    public Optional<Bytes> vmlinux() throws IOException {
        Bytes payload = payload();
        return switch (compression()) {
            case XZ -> {
                // a reader of concatenated streams would fail at the size that follows the stream
                try (InputStream in = new SingleXZInputStream(payload.openStream(), XZ_MEMORY_LIMIT)) {
                    yield Optional.of(Bytes.readAll(file.name() + ", decompressed", in, MAX_BYTES));
                }
            }
            case GZIP -> {
                try (InputStream in = new GzipCompressorInputStream(payload.openStream())) {
                    yield Optional.of(Bytes.readAll(file.name() + ", decompressed", in, MAX_BYTES));
                }
            }
            case ZSTD -> Optional.of(withoutZstd(payload.slice(0, payload.length() - SIZE)));
            case LZ4, OTHER -> Optional.empty();
        };
    }

    private Bytes withoutZstd(Bytes frame) throws IOException {
        try (InputStream in = new ZstdCompressorInputStream(frame.openStream())) {
            return Bytes.readAll(file.name() + ", decompressed", in, MAX_BYTES);
        } catch (LinkageError e) {
            throw new BadInput(
                    file.name(),
                    "compressed with zstd, for which this machine has no library (" + e.getMessage() + ")",
                    "Use a suite whose kernel is compressed with xz, such as bookworm.");
        }
    }
}
