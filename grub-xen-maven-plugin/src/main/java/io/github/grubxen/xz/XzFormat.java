// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The headers and footers around the one block of a stream. The check is CRC32, because processors have an instruction
 * for it.
 *
 * <p>Source: The .xz File Format, version 1.2.1, sections 2 to 5.
 */
final class XzFormat {
    private static final byte[] MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final byte[] FLAGS = {0, 1};
    private static final int CRC = 4;
    private static final int BLOCK_HEADER = 12;
    private static final int LZMA2 = 0x21;
    private static final int SMALLEST_DICTIONARY_BITS = 12;
    private static final int GROUP = 7;

    private XzFormat() {}

    static byte[] startOfStream() {
        return little(MAGIC.length + FLAGS.length + CRC)
                .put(MAGIC)
                .put(FLAGS)
                .putInt(crc(FLAGS))
                .array();
    }

    /** A block's header. The dictionary size is rounded up to a power of two. */
    static byte[] startOfBlock(int dictionary) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(dictionary, 2) - 1);
        int property = 2 * (Math.max(bits, SMALLEST_DICTIONARY_BITS) - SMALLEST_DICTIONARY_BITS);
        byte[] header = {BLOCK_HEADER / 4 - 1, 0, LZMA2, 1, (byte) property, 0, 0, 0};
        return little(BLOCK_HEADER).put(header).putInt(crc(header)).array();
    }

    /** Padding and check after a block's chunks. */
    static byte[] endOfBlock(long chunks, int check) {
        int padding = (int) (-chunks & 3);
        return little(padding + CRC).position(padding).putInt(check).array();
    }

    /** Index and footer. */
    static byte[] endOfStream(long chunks, long length) {
        ByteBuffer index = ByteBuffer.allocate(32);
        index.put((byte) 0).put((byte) 1);
        number(index, BLOCK_HEADER + chunks + CRC);
        number(index, length);
        int size = (index.position() + 3) & -4;
        byte[] padded = Arrays.copyOf(index.array(), size);
        byte[] covered = little(CRC + FLAGS.length).putInt(size / 4).put(FLAGS).array();
        return little(size + CRC + CRC + covered.length + 2)
                .put(padded)
                .putInt(crc(padded))
                .putInt(crc(covered))
                .put(covered)
                .put((byte) 'Y')
                .put((byte) 'Z')
                .array();
    }

    private static void number(ByteBuffer out, long number) {
        long rest = number;
        for (; rest > 0x7f; rest >>>= GROUP) {
            out.put((byte) ((rest & 0x7f) | 0x80));
        }
        out.put((byte) rest);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
