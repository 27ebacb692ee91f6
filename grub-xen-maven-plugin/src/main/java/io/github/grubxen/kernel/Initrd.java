// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An initial RAM disk: cpio archives, of which the last is usually compressed. Contains none of its bytes.
 *
 * <p>Source: Linux, Documentation/driver-api/early-userspace/buffer-format.rst and init/initramfs.c.
 *
 * @param file name of the file
 * @param size size of the file in bytes
 * @param compression the compression of the last archive; {@link KernelCompression#NONE} if it is not compressed
 * @param unpacked number of bytes of all archives, decompressed; at least this many, if a part could not be decompressed
 * @param unreadable why the kernel will not unpack it; empty if it can be read
 */
public record Initrd(
        String file, long size, KernelCompression compression, long unpacked, Optional<String> unreadable) {
    /** The largest initrd that is read, in bytes. */
    public static final long MAX_BYTES = 1L << 30;

    /** The largest size of decompressed archives that is counted, in bytes. */
    private static final long MOST_UNPACKED = 1L << 32;

    /** Length of the header of a member in the format newc, in bytes. */
    private static final int HEADER = 110;

    private static final int FILE_SIZE = 54;
    private static final int NAME_SIZE = 94;
    private static final int DIGITS = 8;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");
    private static final String TRAILER = "TRAILER!!!";

    /** Reads an initrd. Damage is not an error here: {@link #unreadable} has it. */
    public static Initrd read(Bytes file) throws IOException {
        long at = 0;
        try {
            while (at < file.length() && isPlain(file, at)) {
                at = archiveEnd(file, at);
            }
        } catch (BadInput e) {
            return of(file, KernelCompression.NONE, at, Optional.of("its cpio archive is cut off or damaged"));
        }
        if (at == file.length()) {
            return of(
                    file,
                    KernelCompression.NONE,
                    at,
                    file.length() == 0 ? Optional.of("it is empty") : Optional.empty());
        }
        Bytes rest = file.from(at);
        KernelCompression compression = KernelCompression.of(rest);
        if (compression == KernelCompression.OTHER || compression == KernelCompression.NONE) {
            return of(file, compression, at, Optional.of("it is neither a cpio archive nor compressed data"));
        }
        try {
            long size = new Decompressor(file.name(), MOST_UNPACKED).size(rest).orElse(0);
            return of(file, compression, at + size, Optional.empty());
        } catch (BadInput e) {
            return of(file, compression, at, Optional.of(e.diagnostic().problem()));
        }
    }

    private static Initrd of(Bytes file, KernelCompression compression, long unpacked, Optional<String> unreadable) {
        return new Initrd(file.name(), file.length(), compression, unpacked, unreadable);
    }

    /** Whether an archive that is not compressed, or padding, begins at an offset. */
    private static boolean isPlain(Bytes file, long at) throws BadInput {
        return file.has(at, "070701") || file.has(at, "070702") || file.u8(at) == 0;
    }

    /** The offset after an archive, or after zeros. */
    private static long archiveEnd(Bytes file, long start) throws BadInput {
        long at = start;
        while (at < file.length() && file.u8(at) == 0) {
            at++;
        }
        boolean last = at > start;
        while (!last) {
            if (!file.has(at, "07070")) {
                throw new BadInput(file.place(at), "not a member of a cpio archive", "Make the initrd again.");
            }
            long nameSize = number(file, at + NAME_SIZE);
            long size = number(file, at + FILE_SIZE);
            last = file.slice(at + HEADER, nameSize).text(0).equals(TRAILER);
            at = padded(padded(at + HEADER + nameSize) + size);
        }
        return Math.min(at, file.length());
    }

    private static long padded(long at) {
        return (at + 3) & ~3L;
    }

    private static long number(Bytes file, long at) throws BadInput {
        String digits = file.slice(at, DIGITS).latin1();
        if (!HEX.matcher(digits).matches()) {
            throw new BadInput(file.place(at), "not a number of a cpio archive", "Make the initrd again.");
        }
        return Long.parseLong(digits, 16);
    }

    /** The initrd in a line, such as "initrd.img: 31 MiB, zstd, unpacks to 120 MiB". */
    public String summary() {
        return file + ": " + mib(size) + " MiB, "
                + (compression == KernelCompression.NONE ? "not compressed" : compression)
                + ", unpacks to " + mib(unpacked) + " MiB";
    }

    private static long mib(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /** The same with another name of the file. */
    public Initrd named(String known) {
        return new Initrd(known, size, compression, unpacked, unreadable);
    }
}
