// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;

/** OpenPGP keys without gpg: what they are made of stands for numbers, and nothing can be signed with them. */
public final class SmallKey {
    private SmallKey() {}

    /** An RSA key of 2048 bits, alone. */
    public static byte[] rsa(int seed) {
        return packet(6, key(4, 1, number(2048, seed), number(17, 1)));
    }

    /** A packet with a header in the old format, with two bytes for its length. */
    public static byte[] packet(int tag, byte[] body) {
        return join(new byte[] {(byte) (0x81 | (tag << 2)), (byte) (body.length >> 8), (byte) body.length}, body);
    }

    /** The body of a key. */
    public static byte[] key(int version, int algorithm, byte[]... numbers) {
        return join(new byte[] {(byte) version, 1, 2, 3, 4, (byte) algorithm}, join(numbers));
    }

    /** A number with the count of its bits before it. */
    public static byte[] number(int bits, int seed) {
        byte[] number = new byte[2 + (bits + 7) / 8];
        Arrays.fill(number, (byte) seed);
        number[0] = (byte) (bits >> 8);
        number[1] = (byte) bits;
        number[2] = (byte) (1 << (bits - 1) % 8);
        return number;
    }

    /** As gpg --armor shows it, without a checksum. */
    public static String armored(byte[] key) {
        return "-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: a key\n\n"
                + Base64.getMimeEncoder().encodeToString(key) + "\n-----END PGP PUBLIC KEY BLOCK-----\n";
    }

    /** Arrays, one behind the other. */
    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
