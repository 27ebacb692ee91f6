// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a file with public keys as GRUB's module pgp does when a guest starts. If the module refuses the file, the
 * guest stops at "error loading initial key". If it skips a key, every signature with that key is bad.
 *
 * <p>Source: grub-core/commands/pgp.c and lib/libgcrypt/mpi/mpicoder.c, which accept the same keys in 2.06, 2.12 and
 * 2.14;
 * RFC 4880, section 5.5.2.
 */
public final class SigningKey {
    /** How to make a key that GRUB accepts. */
    static final String REMEDY = "Make a key that GRUB takes and export it:"
            + " gpg --quick-generate-key NAME rsa4096 sign never && gpg --export NAME > boot.gpg.";

    /** Largest file with public keys that is read, in bytes. */
    private static final long MAX_FILE_BYTES = 1 << 20;

    private static final int VERSION = 4;
    private static final int ALGORITHM = 5;
    private static final int NUMBERS = 6;

    /** The longest number that libgcrypt reads, in bits. */
    private static final int LONGEST = 16384;

    /**
     * Shortest RSA signature with SHA-512, gpg's default, in bytes: the hash, 19 bytes that name it, 11 bytes of
     * padding.
     */
    private static final int SHORTEST_RSA = 64 + 19 + 11;

    private SigningKey() {}

    /**
     * Reads a file of keys, binary or armored.
     *
     * @return the keys in a form that GRUB reads correctly: the file's own bytes if they are binary and GRUB reads the
     *     length of each packet correctly
     * @throws BadInput if GRUB would refuse the file, or find no usable key in it
     */
    public static Bytes read(Path file) throws IOException {
        return of(Bytes.read(file, MAX_FILE_BYTES));
    }

    /**
     * Warnings about keys that {@link #read} gave: gpg signs with the newest subkey for signatures, and GRUB cannot check the
     * signatures of some algorithms. None for a file that {@link #read} refuses.
     */
    public static List<String> warnings(Bytes keys) {
        try {
            return DefaultSigner.warnings(keys);
        } catch (BadInput e) {
            return List.of(); // read refuses such a file
        }
    }

    /** As {@link #read}. */
    static Bytes of(Bytes file) throws BadInput {
        Bytes binary = Armor.isIn(file) ? Armor.decode(file) : file;
        ByteArrayOutputStream mended = new ByteArrayOutputStream();
        Set<String> skipped = new LinkedHashSet<>();
        List<SigningUse> uses = new ArrayList<>();
        boolean misread = false;
        for (long at = 0; at < binary.length(); ) {
            if (binary.u8(at) == 0) {
                at++; // GRUB skips zeros between packets
                continue;
            }
            OpenPgpPacket packet = OpenPgpPacket.at(binary, at);
            if (isKey(binary, at, packet)) {
                uses.add(new SigningUse(packet, check(packet, skipped)));
            } else if (!uses.isEmpty()) {
                uses.get(uses.size() - 1).add(packet);
            }
            misread |= packet.misread();
            mended.writeBytes((packet.misread() ? longer(packet) : binary.slice(at, packet.end() - at)).toArray());
            at = packet.end();
        }
        if (uses.stream().anyMatch(SigningUse::isForOthers)) {
            skipped.add("a key that is not for signatures");
        }
        if (uses.stream().noneMatch(SigningUse::isUsable)) {
            throw new BadInput(
                    file.name(),
                    skipped.isEmpty()
                            ? "no OpenPGP key in it"
                            : "no key in it that GRUB checks signatures with: it takes RSA and DSA, and this is "
                                    + String.join(", ", skipped),
                    REMEDY);
        }
        return misread ? Bytes.of(file.name(), mended.toByteArray()) : binary;
    }

    private static boolean isKey(Bytes file, long at, OpenPgpPacket packet) throws BadInput {
        if (packet.tag() == 5 || packet.tag() == 7) {
            throw new BadInput(
                    file.place(at),
                    "a secret key, which everybody could take out of the image",
                    "Export the public one: gpg --export NAME > boot.gpg.");
        }
        return packet.tag() == OpenPgpPacket.PUBLIC_KEY || packet.tag() == OpenPgpPacket.PUBLIC_SUBKEY;
    }

    /** Whether GRUB can use a key. It skips every other key. */
    private static boolean check(OpenPgpPacket packet, Set<String> skipped) throws BadInput {
        Bytes key = packet.body();
        if (key.length() < NUMBERS || key.u8(0) != VERSION) {
            String version = key.length() == 0 ? "without a version" : "of version " + key.u8(0);
            throw new BadInput(
                    key.place(0),
                    "an OpenPGP key " + version + ", because of which GRUB refuses the whole file",
                    REMEDY);
        }
        int algorithm = key.u8(ALGORITHM);
        boolean rsa = algorithm == 1 || algorithm == 3;
        if (!isKnown(algorithm)) {
            skipped.add(name(algorithm));
            return false;
        }
        long at = NUMBERS;
        for (int number = 0; number < (rsa ? 2 : 4); number++) {
            at = numberEnd(key, at, rsa ? "RSA" : "DSA", rsa && number == 0);
        }
        if (at != key.length()) {
            throw new BadInput(
                    key.place(at),
                    "bytes after the key's numbers, because of which GRUB finds none of its signatures",
                    REMEDY);
        }
        return true;
    }

    private static long numberEnd(Bytes key, long at, String algorithm, boolean modulus) throws BadInput {
        int bits = at + 2 > key.length() ? 0 : key.u8(at) << 8 | key.u8(at + 1);
        int size = (bits + 7) / 8;
        if (bits == 0 || at + 2 + size > key.length()) {
            throw new BadInput(key.place(at), "the numbers of the " + algorithm + " key are cut off", REMEDY);
        }
        if (bits > LONGEST || (modulus && size < SHORTEST_RSA)) {
            throw new BadInput(
                    key.place(at),
                    "a number of " + bits + " bits in the " + algorithm + " key: GRUB takes "
                            + (bits > LONGEST ? LONGEST + " at most" : 8 * SHORTEST_RSA + " at least"),
                    REMEDY);
        }
        return at + 2 + size;
    }

    /** The same packet with a length of four bytes, which GRUB reads correctly. */
    private static Bytes longer(OpenPgpPacket packet) {
        int length = packet.body().length();
        byte[] header = {
            (byte) (0xc0 | packet.tag()),
            (byte) 0xff,
            (byte) (length >> 24),
            (byte) (length >> 16),
            (byte) (length >> 8),
            (byte) length
        };
        return Bytes.of("packet", header).concat(packet.body());
    }

    /** Whether GRUB checks signatures of an algorithm: RSA and DSA. */
    static boolean isKnown(int algorithm) {
        return algorithm == 1 || algorithm == 3 || algorithm == 17;
    }

    /** The algorithm of a key of version 4. */
    static int algorithm(OpenPgpPacket key) throws BadInput {
        return key.body().u8(ALGORITHM);
    }

    /** Source: RFC 9580, section 9.1. */
    static String name(int algorithm) {
        return switch (algorithm) {
            case 2 -> "RSA for encryption only";
            case 16 -> "ElGamal";
            case 18 -> "ECDH";
            case 19 -> "ECDSA";
            case 22 -> "EdDSA (Ed25519)";
            case 25 -> "X25519";
            case 26 -> "X448";
            case 27 -> "Ed25519";
            case 28 -> "Ed448";
            default -> "algorithm " + algorithm;
        };
    }
}
