// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.Locale;

/**
 * The compression of a kernel's payload or of an initrd.
 *
 * <p>Source: Linux, lib/decompress.c: the first two bytes of each format.
 */
public enum KernelCompression {
    /** Not compressed: an ELF file. */
    NONE,
    /** gzip. */
    GZIP,
    /** bzip2. */
    BZIP2,
    /** LZMA as a file of its own, the predecessor of xz. */
    LZMA,
    /** xz. */
    XZ,
    /** LZO, in the format of lzop. */
    LZO,
    /** LZ4 in its legacy format, which the kernel's build uses. */
    LZ4,
    /** Zstandard. */
    ZSTD,
    /** Unknown. */
    OTHER;

    /** Length of the longest sequence of bytes that identifies a format. */
    private static final int LONGEST_MARK = 4;

    /** The compression that the first bytes indicate. */
    public static KernelCompression of(Bytes data) {
        try {
            return data.length() < LONGEST_MARK ? OTHER : of(data.u32(0));
        } catch (BadInput e) {
            return OTHER;
        }
    }

    /** The first four bytes as a little-endian number. */
    private static KernelCompression of(long first) {
        if (first == 0x464c457fL) {
            return NONE;
        }
        return switch ((int) first & 0xffff) {
            case 0x8b1f, 0x9e1f -> GZIP;
            case 0x5a42 -> BZIP2;
            case 0x005d -> LZMA;
            case 0x37fd -> XZ;
            case 0x4c89 -> LZO;
            case 0x2102 -> LZ4;
            case 0xb528 -> ZSTD;
            default -> OTHER;
        };
    }

    /** The name as the field writes it, such as {@code zstd} or {@code LZ4}. */
    @Override
    public String toString() {
        return switch (this) {
            case NONE -> "none";
            case OTHER -> "an unknown format";
            case LZMA, LZO, LZ4 -> name();
            case GZIP, BZIP2, XZ, ZSTD -> name().toLowerCase(Locale.ROOT);
        };
    }
}
