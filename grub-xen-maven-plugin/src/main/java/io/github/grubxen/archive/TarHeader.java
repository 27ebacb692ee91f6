// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.Arrays;

/** Reads a header block of any kind, of GNU tar's format or POSIX's, with every field checked. */
final class TarHeader {
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_SIZE = 155;
    private static final int LONGEST_NAME = 100;

    /** Types whose header may declare content: files, long names, and unknown types. */
    private static final String WITHOUT_CONTENT = "123456";

    private TarHeader() {}

    static TarMember read(String archive, long at, Bytes block) throws BadInput {
        byte[] raw = block.toArray();
        Arrays.fill(raw, GnuTarHeader.CHECKSUM_AT, GnuTarHeader.CHECKSUM_AT + 8, (byte) ' ');
        if (number(archive, at, block, GnuTarHeader.CHECKSUM_AT, 8) != GnuTarHeader.sum(raw)) {
            throw bad(archive, at, "not a tar header, or a damaged one");
        }
        char type = block.u8(156) == 0 ? TarMember.FILE : (char) block.u8(156);
        String name = text(archive, at, block, 0, LONGEST_NAME);
        String magic = block.slice(MAGIC_AT, 8).latin1();
        String prefix = magic.startsWith("ustar\0") ? text(archive, at, block, PREFIX_AT, PREFIX_SIZE) : "";
        TarAttributes attributes = new TarAttributes(
                text(archive, at, block, 265, 32),
                text(archive, at, block, 297, 32),
                (int) number(archive, at, block, 108, 8),
                (int) number(archive, at, block, 116, 8),
                (int) number(archive, at, block, 100, 8),
                number(archive, at, block, 136, 12));
        long size = number(archive, at, block, 124, 12);
        if (size > 0 && WITHOUT_CONTENT.indexOf(type) >= 0) {
            throw bad(
                    archive,
                    at,
                    "an entry of type '" + type + "' with contents, which programs read in different ways");
        }
        return new TarMember(
                prefix.isEmpty() ? name : prefix + "/" + name,
                type,
                text(archive, at, block, 157, LONGEST_NAME),
                attributes,
                size,
                magic,
                at);
    }

    private static String text(String archive, long at, Bytes block, int from, int size) throws BadInput {
        Bytes field = block.slice(from, size);
        int end = field.indexOf(0);
        return TarStream.decode(archive, at, end < 0 ? field : field.slice(0, end));
    }

    /** A number in octal digits, or, if the first bit is set, a big-endian binary number. */
    private static long number(String archive, long at, Bytes block, int from, int size) throws BadInput {
        Bytes field = block.slice(from, size);
        if (field.u8(0) < 0x80) {
            String digits = field.text(0).strip();
            if (!digits.matches("[0-7]{0,12}")) {
                throw bad(archive, at, "'" + digits + "' is not an octal number");
            }
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        }
        long value = field.u8(0) & 0x7f;
        for (int i = 1; i < size; i++) {
            if (value >> (Long.SIZE - 1 - Byte.SIZE) != 0) {
                throw bad(archive, at, "a number that is too large");
            }
            value = value << Byte.SIZE | field.u8(i);
        }
        if (size == 8 && value > Integer.MAX_VALUE) {
            throw bad(archive, at, "a number that is too large");
        }
        return value;
    }

    private static BadInput bad(String archive, long at, String problem) {
        return new BadInput(
                archive + " at offset 0x" + Long.toHexString(at), problem, "Build the package again; it is damaged.");
    }
}
