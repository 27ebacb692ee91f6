// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A packet of an OpenPGP file.
 *
 * <p>Source: RFC 4880, sections 4.2 and 12.2.
 *
 * @param tag its kind
 * @param body the bytes after its header
 * @param end the offset after its last byte
 * @param misread whether GRUB reads its length as 192 bytes too short: true for a new header with a length of two bytes
 */
public record OpenPgpPacket(int tag, Bytes body, long end, boolean misread) {
    /** A public key. */
    public static final int PUBLIC_KEY = 6;

    /** A public subkey. */
    static final int PUBLIC_SUBKEY = 14;

    private static final String CUT = "the OpenPGP packet there goes beyond the file's end";
    private static final String REMEDY = "Export the key once more: gpg --export NAME > boot.gpg.";

    /**
     * The packet at an offset.
     *
     * @throws BadInput if no packet begins there, if the packet has no length or several parts, or if it extends beyond
     *     the end of the file
     */
    public static OpenPgpPacket at(Bytes file, long at) throws BadInput {
        int first = file.u8(at);
        if ((first & 0x80) == 0) {
            throw new BadInput(file.place(at), "no OpenPGP packet begins there", SigningKey.REMEDY);
        }
        return (first & 0x40) != 0 ? withNewHeader(file, at, first & 0x3f) : withOldHeader(file, at, first);
    }

    private static OpenPgpPacket withNewHeader(Bytes file, long at, int tag) throws BadInput {
        int length = number(file, at + 1, 1);
        if (length < 192) {
            return packet(file, at + 2, tag, length, false);
        }
        if (length < 224) {
            return packet(file, at + 3, tag, ((length - 192) << 8) + number(file, at + 2, 1) + 192, true);
        }
        if (length == 255) {
            return packet(file, at + 6, tag, number(file, at + 2, 4), false);
        }
        throw new BadInput(file.place(at), "an OpenPGP packet in several parts, which GRUB does not read", REMEDY);
    }

    private static OpenPgpPacket withOldHeader(Bytes file, long at, int first) throws BadInput {
        int size = 1 << (first & 3);
        if (size == 8) {
            throw new BadInput(file.place(at), "an OpenPGP packet without a length, which GRUB does not read", REMEDY);
        }
        return packet(file, at + 1 + size, (first >> 2) & 0xf, number(file, at + 1, size), false);
    }

    private static OpenPgpPacket packet(Bytes file, long body, int tag, int length, boolean misread) throws BadInput {
        if (length < 0 || body + length > file.length()) {
            throw new BadInput(file.place(body), CUT, REMEDY);
        }
        return new OpenPgpPacket(tag, file.slice(body, length), body + length, misread);
    }

    /** A big-endian number. A value above 2^31-1 becomes negative. */
    private static int number(Bytes file, long at, int size) throws BadInput {
        if (at + size > file.length()) {
            throw new BadInput(file.place(at), CUT, REMEDY);
        }
        int number = 0;
        for (int i = 0; i < size; i++) {
            number = number << 8 | file.u8(at + i);
        }
        return number;
    }

    /** The fingerprint of a version 4 key with this body, as gpg shows it: 40 upper-case hexadecimal digits. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(new byte[] {(byte) 0x99, (byte) (body.length() >> 8), (byte) body.length()});
            digest.update(body.toArray());
            return HexFormat.of().withUpperCase().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
