// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A header block in GNU tar's format.
 *
 * @param type the type flag: {@link #REGULAR}, {@link #DIRECTORY}, {@link #SYMBOLIC_LINK}, {@link #LONG_NAME}, {@link #LONG_LINK}
 * @param name path; the header contains only its first 100 bytes
 * @param link target of a link; the header contains only its first 100 bytes
 * @param attributes owner, ids, mode and time
 * @param size bytes of the content
 */
record GnuTarHeader(char type, String name, String link, TarAttributes attributes, long size) {
    static final char REGULAR = '0';
    static final char SYMBOLIC_LINK = '2';
    static final char DIRECTORY = '5';

    /** The content is the name of the entry that follows. */
    static final char LONG_NAME = 'L';

    /** The content is the target of the link that follows. */
    static final char LONG_LINK = 'K';

    static final int LONGEST_NAME = 100;
    static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_SIZE = 8;

    byte[] toByteArray() {
        ByteBuffer out = ByteBuffer.allocate(GnuTar.BLOCK);
        putText(out, name, LONGEST_NAME);
        putOctal(out, attributes.mode(), 8);
        putOctal(out, attributes.uid(), 8);
        putOctal(out, attributes.gid(), 8);
        putOctal(out, size, 12);
        putOctal(out, attributes.time(), 12);
        putText(out, "        ", CHECKSUM_SIZE); // the checksum is computed with blanks in its own place
        out.put((byte) type);
        putText(out, link, LONGEST_NAME);
        putText(out, "ustar  ", 8);
        putText(out, attributes.owner(), 32);
        putText(out, attributes.group(), 32);
        byte[] block = out.array();
        out.position(CHECKSUM_AT);
        putOctal(out, sum(block), 7);
        return block;
    }

    /** Reads the header of a regular file, or of the long name before one. */
    static GnuTarHeader read(Bytes block) throws BadInput {
        byte[] raw = block.toArray();
        long stored = octal(block, CHECKSUM_AT, CHECKSUM_SIZE);
        Arrays.fill(raw, CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_SIZE, (byte) ' ');
        if (stored != sum(raw) || !block.has(257, "ustar")) {
            throw bad(block, "not a tar header, or a damaged one");
        }
        char type = (char) block.u8(156);
        if (type != REGULAR && type != LONG_NAME) {
            throw bad(block, "a tar member of type '" + type + "' where only files are expected");
        }
        TarAttributes attributes = new TarAttributes(
                text(block, 265, 32),
                text(block, 297, 32),
                (int) octal(block, 108, 8),
                (int) octal(block, 116, 8),
                (int) octal(block, 100, 8),
                octal(block, 136, 12));
        return new GnuTarHeader(type, text(block, 0, LONGEST_NAME), "", attributes, octal(block, 124, 12));
    }

    static int sum(byte[] block) {
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        return sum;
    }

    private static void putText(ByteBuffer out, String text, int size) {
        out.put(Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), size));
    }

    private static void putOctal(ByteBuffer out, long value, int size) {
        String digits = Long.toOctalString(value);
        putText(out, "0".repeat(size - 1 - digits.length()) + digits, size);
    }

    private static String text(Bytes block, int at, int size) throws BadInput {
        return new String(block.slice(at, size).text(0).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static long octal(Bytes block, int at, int size) throws BadInput {
        String digits = block.slice(at, size).text(0).strip();
        if (!digits.matches("[0-7]{1,12}")) {
            throw bad(block, "'" + digits + "' is not an octal number");
        }
        return Long.parseLong(digits, 8);
    }

    private static BadInput bad(Bytes block, String problem) {
        return new BadInput(block.place(), problem, "The archive is damaged or not in GNU tar's format.");
    }
}
