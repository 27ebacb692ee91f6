// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decompresses LZO with the program lzop, because no Java library reads its format.
 *
 * <p>Source of the format: GRUB, grub-core/io/lzopio.c. All numbers are big-endian.
 */
record Lzop(String name, long limit) {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    /** Offset of the flags in the header. */
    private static final int FLAGS = 17;

    /** Offset of the length of the file's name in the header; the name and a checksum follow. */
    private static final int NAME_LENGTH = 33;

    private static final int FIELD = 4;

    /** Flags for a checksum of the decompressed data of a block: Adler-32 or CRC-32. */
    private static final long DECOMPRESSED_CHECKSUM = 0x101;

    /** The same for the compressed data. */
    private static final long COMPRESSED_CHECKSUM = 0x202;

    /** Flags of headers with further fields, which neither the kernel's build nor GRUB uses. */
    private static final long FURTHER_FIELDS = 0x840;

    /**
     * The decompressed data. Empty if the program lzop is not installed.
     *
     * @throws BadInput if the data is damaged, or larger than the limit when decompressed
     */
    Optional<Bytes> decompressed(Bytes data) throws IOException {
        Bytes file = data.slice(0, length(data));
        return TemporaryDirectory.use("grub-xen-lzo", directory -> {
            Path in = directory.resolve("data.lzo");
            Path out = directory.resolve("data");
            Files.write(in, file.toArray());
            ExternalProgram lzop;
            try {
                lzop = ExternalProgram.run(
                        List.of("lzop", "-d", "-q", "-o", out.toString(), in.toString()),
                        Map.of(),
                        directory,
                        TIME_LIMIT);
            } catch (BadInput e) {
                return Optional.empty();
            }
            if (lzop.exit() != 0) {
                throw new BadInput(data.place(), "the data in LZO is damaged", "Get the file again.");
            }
            return Optional.of(Bytes.read(out, name, limit));
        });
    }

    /** Number of bytes up to the end of the last block. */
    private long length(Bytes data) throws BadInput {
        long flags = number(data, FLAGS);
        if ((flags & FURTHER_FIELDS) != 0) {
            throw new BadInput(data.place(FLAGS), "LZO with a filter or an extra field", "Compress it with lzop -9.");
        }
        long at = NAME_LENGTH + 1L + data.u8(NAME_LENGTH) + FIELD;
        long total = 0;
        for (long size = number(data, at); size != 0; size = number(data, at)) {
            total += size;
            if (total > limit) {
                throw new BadInput(
                        data.place(at), "larger than " + limit + " bytes when decompressed", "Get it again.");
            }
            long compressed = number(data, at + FIELD);
            int checksums = ((flags & DECOMPRESSED_CHECKSUM) != 0 ? FIELD : 0)
                    + ((flags & COMPRESSED_CHECKSUM) != 0 && compressed < size ? FIELD : 0);
            at += 2L * FIELD + checksums + compressed;
        }
        return at + FIELD;
    }

    private static long number(Bytes data, long at) throws BadInput {
        return Integer.toUnsignedLong(Integer.reverseBytes((int) data.u32(at)));
    }
}
