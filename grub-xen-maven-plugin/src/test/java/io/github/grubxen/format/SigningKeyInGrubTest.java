// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.SmallKey;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gpg makes, beside what GRUB itself says of it in grub-emu. */
class SigningKeyInGrubTest {
    private static final String NAME = "boot@example.org";

    @TempDir
    Path directory;

    @BeforeEach
    void makeHome() throws IOException {
        Tools.require("gpg", "gpg-agent", "grub-emu");
        Tools.run(directory, "chmod", "700", ".");
    }

    @AfterEach
    void endAgent() throws IOException {
        Tools.run(directory, Map.of("GNUPGHOME", directory.toString()), "gpgconf", "--kill", "gpg-agent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa1024", "rsa2048", "rsa4096", "dsa1024", "dsa2048", "dsa3072"})
    void areTakenBinaryOrArmoredWhereGrubFindsTheSignatureGood(String algorithm) throws IOException {
        make(algorithm);
        gpg("--export", "--output", "binary");
        gpg("--export", "--armor", "--output", "armored");
        Bytes binary = Bytes.read(directory.resolve("binary"), 1 << 20);

        assertThat(SigningKey.read(directory.resolve("binary"))).isEqualTo(binary);
        assertThat(SigningKey.read(directory.resolve("armored"))).isEqualTo(binary);
        assertThat(grub("binary")).contains("VERIFIED");
        assertThat(grub("armored")).doesNotContain("VERIFIED").contains("bad signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "nistp256"})
    void areRefusedWhereGrubFindsNoSignatureGood(String algorithm) throws IOException {
        make(algorithm);
        gpg("--export", "--output", "binary");

        assertThat(grub("binary")).doesNotContain("VERIFIED");
        assertThatThrownBy(() -> SigningKey.read(directory.resolve("binary")))
                .isInstanceOf(BadInput.class)
                .hasMessageContainingAll("binary", "RSA and DSA", "gpg --quick-generate-key NAME rsa4096 sign never");
    }

    @Test
    void severalInAFileAreTakenAsGrubTakesThem() throws IOException {
        make("rsa2048");
        gpg("--export", "--output", "one");
        Files.write(
                directory.resolve("binary"),
                SmallKey.join(SmallKey.rsa(3), Files.readAllBytes(directory.resolve("one"))));

        assertThat(SigningKey.read(directory.resolve("binary")).length()).isPositive();
        assertThat(grub("binary")).contains("VERIFIED");
    }

    @Test
    void inANewPacketOfTwoBytesLengthAreMadeSuchThatGrubReadsThem() throws IOException {
        make("rsa2048");
        gpg("--export", "--output", "old");
        byte[] old = Files.readAllBytes(directory.resolve("old"));
        int length = ((old[1] & 0xff) << 8) | (old[2] & 0xff);
        byte[] header = {(byte) 0xc6, (byte) (192 + ((length - 192) >> 8)), (byte) (length - 192)};
        byte[] rest = Arrays.copyOfRange(old, 3, old.length);
        Files.write(directory.resolve("new"), SmallKey.join(header, rest));

        Files.write(
                directory.resolve("made"),
                SigningKey.read(directory.resolve("new")).toArray());

        assertThat(grub("new")).doesNotContain("VERIFIED");
        assertThat(grub("made")).contains("VERIFIED");
    }

    private void make(String algorithm) throws IOException {
        gpg("--passphrase", "", "--quick-generate-key", NAME, algorithm, "sign", "never");
        Files.writeString(directory.resolve("signed"), "a file");
        gpg("--local-user", NAME, "--output", "signature", "--detach-sign", "signed");
    }

    /** What GRUB says when it checks the signature by a file of keys. */
    private String grub(String keys) throws IOException {
        String place = "(host)" + directory.toRealPath() + "/";
        Files.writeString(
                directory.resolve("grub.cfg"),
                "if verify_detached " + place + "signed " + place + "signature " + place + keys
                        + "; then echo VERIFIED; fi\nexit\n");
        return Tools.run(directory, "grub-emu", "-d", directory.toRealPath().toString());
    }

    private void gpg(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--quiet"));
        command.addAll(List.of(arguments));
        Tools.run(directory, Map.of("GNUPGHOME", directory.toString()), command.toArray(String[]::new));
    }
}
