// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import static io.github.grubxen.testing.SmallKey.armored;
import static io.github.grubxen.testing.SmallKey.join;
import static io.github.grubxen.testing.SmallKey.key;
import static io.github.grubxen.testing.SmallKey.number;
import static io.github.grubxen.testing.SmallKey.packet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.SmallKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of keys, byte by byte; {@code SigningKeyInGrubTest} holds gpg's against GRUB. */
class SigningKeyTest {
    private static final byte[] RSA = SmallKey.rsa(5);
    private static final String RSA_PRINT = fingerprint(RSA);
    private static final byte[] DSA =
            packet(14, key(4, 17, number(2048, 1), number(256, 2), number(2047, 3), number(2046, 4)));
    private static final byte[] ED25519 = packet(6, key(4, 22, number(300, 1)));
    private static final byte[] USER = packet(13, "a user".getBytes(StandardCharsets.US_ASCII));

    private static String fingerprint(byte[] file) {
        try {
            return OpenPgpPacket.at(bytes(file), 0).fingerprint();
        } catch (BadInput e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void areTakenAsTheyAreWhereGrubReadsThem() throws BadInput {
        for (byte[] file : new byte[][] {
            RSA, join(RSA, USER, DSA), join(ED25519, USER, RSA), join(RSA, new byte[5], SmallKey.rsa(7), new byte[3])
        }) {
            assertThat(SigningKey.of(bytes(file)).toArray()).isEqualTo(file);
        }
    }

    @Test
    void areTakenOutOfTheirArmor() throws BadInput {
        for (String text : new String[] {
            armored(RSA),
            "\u00ef\u00bb\u00bf" + armored(RSA),
            "pub rsa2048\n\n" + armored(RSA).replace("\n", "\r\n"),
            armored(RSA).replace("Comment: a key\n", "")
        }) {
            assertThat(SigningKey.of(bytes(text)).toArray()).isEqualTo(RSA);
        }
        assertThat(SigningKey.of(bytes(armored(RSA) + armored(DSA))).toArray()).isEqualTo(join(RSA, DSA));
    }

    @Test
    void haveAnArmorWhoseChecksumIsRight() throws BadInput {
        String text = armored("123456789".getBytes(StandardCharsets.US_ASCII));
        // the checksum of these digits that the catalogue of parametrised CRC algorithms has for CRC-24/OPENPGP: 21cf02
        assertThat(Armor.decode(bytes(withChecksum(text, "=Ic8C"))).latin1()).isEqualTo("123456789");
        refused(bytes(withChecksum(text, "=Ic8D")), "keys:1", "its checksum is wrong");
    }

    private static String withChecksum(String armored, String checksum) {
        return armored.replace("\n-----END", "\n" + checksum + "\n-----END");
    }

    @Test
    void withALengthThatGrubMisreadsAreWrittenWithAnother() throws BadInput {
        byte[] body = Arrays.copyOfRange(RSA, 3, RSA.length);
        int rest = body.length - 192;
        byte[] twoBytes = {(byte) (0xc0 | 6), (byte) (192 + (rest >> 8)), (byte) rest};
        byte[] fourBytes = {(byte) (0xc0 | 6), (byte) 0xff, 0, 0, (byte) (body.length >> 8), (byte) body.length};
        byte[] oneByte = {(byte) (0xc0 | 13), 1, 'u'};

        assertThat(SigningKey.of(bytes(join(twoBytes, body, oneByte))).toArray())
                .isEqualTo(join(fourBytes, body, oneByte));
    }

    @Test
    void ofAKindThatGrubDoesNotKnowAreRefusedWithGpgsCommand() {
        refused(bytes(join(ED25519, USER)), "EdDSA (Ed25519)", "rsa4096 sign");
        refused(bytes(packet(6, key(4, 19, number(256, 1)))), "ECDSA", "rsa4096 sign");
        refused(bytes(packet(6, key(4, 2, number(2048, 1), number(17, 1)))), "encryption only", "rsa4096 sign");
        refused(bytes(packet(6, key(6, 27, new byte[32]))), "of version 6", "gpg --export");
        refused(bytes(join(RSA, packet(14, key(3, 1, number(2048, 1), number(17, 1))))), "of version 3");
        refused(bytes(packet(5, key(4, 1, number(2048, 1), number(17, 1)))), "secret key");
        refused(bytes(armored(RSA).replace("PUBLIC", "PRIVATE")), "keys:1", "'-----BEGIN PGP PRIVATE KEY BLOCK-----'");
    }

    /** gpg signs with the newest subkey for signatures that is not revoked. */
    @Test
    void whoseNewestSubkeyForSignaturesGrubSkipsHaveAWarning() throws BadInput {
        byte[] bound = signature(0x18, 2, 27, 2);
        byte[] skipped = subkey(9, 22);
        byte[] newer = subkey(10, 1);
        assertThat(warnings(RSA, USER, skipped, bound))
                .singleElement()
                .asString()
                .contains("EdDSA (Ed25519)", RSA_PRINT + "!'");
        assertThat(warnings(RSA, subkey(8, 1), bound, skipped, bound))
                .singleElement()
                .asString()
                .doesNotContain(RSA_PRINT);
        assertThat(warnings(join(RSA, skipped, bound), SmallKey.rsa(7), subkey(1, 19), bound))
                .hasSize(2);
        assertThat(warnings(RSA, skipped, bound, newer, bound)).isEmpty();
        assertThat(warnings(RSA, newer, bound, skipped, bound)).isEmpty();
        assertThat(warnings(RSA, skipped, bound, signature(0x28))).isEmpty();
        assertThat(warnings(RSA, skipped, signature(0x18, 2, 27, 0x0c))).isEmpty();
        assertThat(warnings(RSA, skipped)).isEmpty();
        assertThat(warnings(RSA)).isEmpty();
    }

    private static List<String> warnings(byte[]... packets) throws BadInput {
        return SigningKey.warnings(SigningKey.of(bytes(join(packets))));
    }

    /** A subkey that was made at a time of one byte. */
    private static byte[] subkey(int time, int algorithm) {
        byte[] body = key(4, algorithm, number(2048, time), number(17, 1));
        body[1] = (byte) time;
        return packet(14, body);
    }

    /** A signature of a kind, with these bytes as its subpackets; nobody checks it. */
    private static byte[] signature(int kind, int... subpackets) {
        byte[] body = new byte[6 + subpackets.length];
        body[0] = 4;
        body[1] = (byte) kind;
        body[5] = (byte) subpackets.length;
        for (int i = 0; i < subpackets.length; i++) {
            body[6 + i] = (byte) subpackets[i];
        }
        return packet(2, body);
    }

    @ParameterizedTest
    @CsvSource({"737, 752 at least", "16392, 16384 at most"})
    void ofASizeThatGrubDoesNotTakeAreRefused(int bits, String limit) throws BadInput {
        refused(bytes(packet(6, key(4, 1, number(bits - 1, 1), number(17, 1)))), limit);
        byte[] good = packet(6, key(4, 1, number(bits < 1000 ? 745 : 16384, 1), number(17, 1)));
        assertThat(SigningKey.of(bytes(good)).toArray()).isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stands for a key\n", "\0\0\0", "ssh-rsa AAAAB3NzaC1yc2E= me@here\n"})
    void thatAreNoneAreRefused(String text) {
        refused(bytes(text), "keys", "gpg --quick-generate-key");
    }

    @Test
    void thatAreCutOffOrLongerThanTheyShouldBeAreRefused() {
        byte[] file = join(RSA, USER);
        for (int length = 1; length < file.length; length++) {
            if (length != RSA.length) {
                refused(bytes(Arrays.copyOf(file, length)), "keys at offset 0x", "gpg --export");
            }
        }
        refused(bytes(join(RSA, new byte[] {'\n'})), "no OpenPGP packet");
        byte[] body = Arrays.copyOfRange(RSA, 3, RSA.length);
        refused(bytes(packet(6, Arrays.copyOf(body, body.length + 1))), "after the key's numbers");
        refused(bytes(packet(6, Arrays.copyOf(body, body.length - 1))), "cut off");
        String text = armored(RSA);
        refused(bytes(text.substring(0, text.length() - 9)), "keys:1", "it has no end");
        refused(bytes(text.replace('A', '*')), "keys:1", "not base64");
    }

    private static void refused(Bytes file, String... parts) {
        assertThatThrownBy(() -> SigningKey.of(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContainingAll(parts);
    }

    private static Bytes bytes(byte[] file) {
        return Bytes.of("keys", file);
    }

    private static Bytes bytes(String text) {
        return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
