package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The header block of a regular file in GNU tar's format.
 *
 * @param name path of the file, at most 100 bytes
 * @param attributes owner, ids, mode and time
 * @param size bytes of the content
 * @param longName whether the content is the name of the file that follows
 */
record GnuTarHeader(String name, TarAttributes attributes, long size, boolean longName) {
    static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_SIZE = 8;
    private static final int LONGEST_NAME = 100;
    private static final char REGULAR = '0';
    private static final char LONG_NAME = 'L';

    static GnuTarHeader of(GnuTar.Entry entry) throws BadInput {
        if (entry.name().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new BadInput(entry.name(), "longer than " + LONGEST_NAME + " bytes", "Use a shorter path.");
        }
        return new GnuTarHeader(
                entry.name(), entry.attributes(), entry.content().length(), false);
    }

    byte[] toByteArray() {
        ByteBuffer out = ByteBuffer.allocate(GnuTar.BLOCK);
        putText(out, name, LONGEST_NAME);
        putOctal(out, attributes.mode(), 8);
        putOctal(out, attributes.uid(), 8);
        putOctal(out, attributes.gid(), 8);
        putOctal(out, size, 12);
        putOctal(out, attributes.time(), 12);
        putText(out, "        ", CHECKSUM_SIZE); // the checksum is taken with blanks in its place
        out.put((byte) REGULAR);
        putText(out, "", 100);
        putText(out, "ustar  ", 8);
        putText(out, attributes.owner(), 32);
        putText(out, attributes.group(), 32);
        byte[] block = out.array();
        out.position(CHECKSUM_AT);
        putOctal(out, sum(block), 7);
        return block;
    }

    static GnuTarHeader read(Bytes block) throws BadInput {
        byte[] raw = block.toArray();
        long stored = octal(block, CHECKSUM_AT, CHECKSUM_SIZE);
        for (int i = 0; i < CHECKSUM_SIZE; i++) {
            raw[CHECKSUM_AT + i] = ' ';
        }
        if (stored != sum(raw) || !block.slice(257, 5).utf8().equals("ustar")) {
            throw bad(block, "not a tar header, or a damaged one");
        }
        if (block.u8(156) != REGULAR && block.u8(156) != LONG_NAME) {
            throw bad(block, "a tar member of type '" + (char) block.u8(156) + "' where only files are expected");
        }
        TarAttributes attributes = new TarAttributes(
                text(block, 265, 32),
                text(block, 297, 32),
                (int) octal(block, 108, 8),
                (int) octal(block, 116, 8),
                (int) octal(block, 100, 8),
                octal(block, 136, 12));
        return new GnuTarHeader(
                text(block, 0, LONGEST_NAME), attributes, octal(block, 124, 12), block.u8(156) == LONG_NAME);
    }

    static int sum(byte[] block) {
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        return sum;
    }

    private static void putText(ByteBuffer out, String text, int size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.put(bytes).put(new byte[size - bytes.length]);
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
            throw bad(block, "'" + digits + "' is no octal number");
        }
        return Long.parseLong(digits, 8);
    }

    private static BadInput bad(Bytes block, String problem) {
        return new BadInput(block.name(), problem, "The archive is damaged or not in GNU tar's format.");
    }
}
