// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;

/**
 * Armored keys: OpenPGP keys as text, which GRUB does not read.
 *
 * <p>Source: RFC 4880, section 6. The checksum at the end is optional, as in RFC 9580.
 */
final class Armor {
    private static final String BEGIN = "-----BEGIN PGP ";
    private static final String KEY = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String END = "-----END PGP PUBLIC KEY BLOCK-----";
    private static final int CRC_START = 0xb704ce;
    private static final int CRC_POLYNOMIAL = 0x1864cfb;
    private static final String REMEDY = "Export the key once more, as binary data: gpg --export NAME > boot.gpg.";

    private Armor() {}

    /** Whether a file is text with OpenPGP data. A binary file begins with another byte. */
    static boolean isIn(Bytes file) throws BadInput {
        boolean text = file.length() > 0 && ((file.u8(0) & 0x80) == 0 || file.has(0, "\u00ef\u00bb\u00bf"));
        return text && file.latin1().contains(BEGIN);
    }

    /**
     * The binary data of all blocks, concatenated.
     *
     * @throws BadInput if a block is not a public key, is damaged or has no end
     */
    static Bytes decode(Bytes file) throws BadInput {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int number = 0;
        for (Iterator<String> lines = file.latin1().lines().iterator(); lines.hasNext(); ) {
            String line = lines.next().strip();
            number++;
            int begin = line.indexOf(BEGIN);
            if (begin == 0 || (number == 1 && begin == 3)) { // after a byte order mark
                if (!line.substring(begin).equals(KEY)) {
                    throw new BadInput(
                            new Place.WholeLine(file.name(), number),
                            "'" + line + "' begins no public key",
                            SigningKey.REMEDY);
                }
                number = block(file, lines, number, all);
            }
        }
        return Bytes.of(file.name(), all.toByteArray());
    }

    /** Reads a block up to its end, and returns the number of its last line. */
    private static int block(Bytes file, Iterator<String> lines, int begin, ByteArrayOutputStream all) throws BadInput {
        StringBuilder data = new StringBuilder();
        String checksum = "";
        int number = begin;
        while (lines.hasNext()) {
            String line = lines.next().strip();
            number++;
            if (line.equals(END)) {
                byte[] decoded = decode(file, begin, data.toString());
                if (!checksum.isEmpty() && !Arrays.equals(crc(decoded), decode(file, begin, checksum))) {
                    throw damaged(file, begin, "its checksum is wrong");
                }
                all.writeBytes(decoded);
                return number;
            }
            if (line.startsWith("=") && line.length() == 5) {
                checksum = line.substring(1);
            } else if (line.indexOf(':') < 0) { // lines with a colon are headers
                data.append(line);
            }
        }
        throw damaged(file, begin, "it has no end");
    }

    private static byte[] decode(Bytes file, int line, String text) throws BadInput {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw damaged(file, line, "it is not base64");
        }
    }

    private static BadInput damaged(Bytes file, int line, String why) {
        return new BadInput(
                new Place.WholeLine(file.name(), line), "the armored key that begins there is damaged: " + why, REMEDY);
    }

    private static byte[] crc(byte[] data) {
        int crc = CRC_START;
        for (byte next : data) {
            crc ^= (next & 0xff) << 16;
            for (int bit = 0; bit < 8; bit++) {
                crc <<= 1;
                crc ^= (crc & 0x1000000) == 0 ? 0 : CRC_POLYNOMIAL;
            }
        }
        return new byte[] {(byte) (crc >> 16), (byte) (crc >> 8), (byte) crc};
    }
}
