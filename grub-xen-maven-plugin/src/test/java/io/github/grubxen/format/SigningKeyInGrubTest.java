// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.GrubEmu;
import io.github.grubxen.testing.GrubRelease;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gpg makes, beside what GRUB itself says of it in grub-emu. */
class SigningKeyInGrubTest {
    private GrubRelease release = GrubRelease.BOOKWORM;
    private String name = "";

    /** Seconds after which GRUB is done, on a busy machine too. */
    private static final int PATIENCE = 60;

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
    @ValueSource(strings = {"rsa1024", "rsa2048", "rsa3072", "rsa4096", "dsa1024", "dsa2048", "dsa3072"})
    void areTakenBinaryOrArmoredWhereGrubFindsTheSignatureGood(String algorithm) throws Exception {
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
    @EnumSource(
            value = GrubRelease.class,
            names = {"TRIXIE", "SID"})
    @Tag("nightly")
    void areTakenByLaterReleasesToo(GrubRelease later) throws Exception {
        release = later;
        for (String algorithm : List.of("rsa1024", "rsa3072", "dsa1024", "dsa2048", "dsa3072")) {
            make(algorithm);
            String file = algorithm + ".gpg";
            gpg("--export", "--output", file, "boot@" + algorithm + ".org");
            assertThat(SigningKey.read(directory.resolve(file)).length()).isPositive();
            assertThat(grub(file)).as(algorithm).contains("VERIFIED");
            Files.delete(directory.resolve("signature"));
        }
        make("ed25519");
        gpg("--export", "--output", "other", "boot@ed25519.org");
        assertThat(grub("other")).doesNotContain("VERIFIED");
    }

    @Test
    void withASubkeyForSignaturesAreTaken() throws Exception {
        make("rsa2048", "cert");
        addSubkey("dsa2048", "sign");
        sign();
        gpg("--export", "--output", "binary");

        assertThat(SigningKey.read(directory.resolve("binary")).length()).isPositive();
        assertThat(grub("binary")).contains("VERIFIED");
    }

    @ParameterizedTest
    @CsvSource({"ed25519, sign, rsa2048, encr", "rsa2048, cert, ed25519, sign"})
    void withoutAKeyForSignaturesThatGrubKnowsAreRefused(String key, String use, String subkey, String subkeyUse)
            throws Exception {
        make(key, use);
        addSubkey(subkey, subkeyUse);
        sign();
        gpg("--export", "--output", "binary");

        assertThat(grub("binary")).doesNotContain("VERIFIED").contains("error");
        assertThatThrownBy(() -> SigningKey.read(directory.resolve("binary")))
                .isInstanceOf(BadInput.class)
                .hasMessageContainingAll(
                        "EdDSA (Ed25519)", "a key that is not for signatures", "gpg --quick-generate-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "nistp256/ecdsa"})
    void withASigningSubkeyThatGrubSkipsAreTakenWithAWarning(String subkey) throws Exception {
        make("rsa2048", "sign");
        addSubkey(subkey, "sign");
        sign();
        gpg("--export", "--output", "binary");
        Bytes keys = SigningKey.read(directory.resolve("binary"));

        assertThat(grub("binary")).doesNotContain("VERIFIED").contains("bad signature");
        String warning = SigningKey.warnings(keys).get(0);
        assertThat(warning).contains("binary: gpg signs with the subkey ", "gpg --local-user '");
        Files.delete(directory.resolve("signature"));
        name = warning.replaceFirst("(?s).* --local-user '([0-9A-F]{40}!)' .*", "$1");
        sign();
        assertThat(grub("binary")).contains("VERIFIED");
    }

    @Test
    void withASubkeyForLoginsHaveNoWarning() throws Exception {
        make("rsa2048", "sign");
        addSubkey("ed25519", "auth");
        sign();
        gpg("--export", "--output", "binary");

        assertThat(SigningKey.warnings(SigningKey.read(directory.resolve("binary"))))
                .isEmpty();
        assertThat(grub("binary")).contains("VERIFIED");
    }

    @Test
    void thatAreSecretOrCutOffAreRefused() throws Exception {
        make("rsa2048");
        gpg("--export", "--output", "binary");
        gpg("--export-secret-keys", "--output", "secret");
        byte[] all = Files.readAllBytes(directory.resolve("binary"));
        Files.write(directory.resolve("cut"), Arrays.copyOf(all, 200));
        byte[] later = all.clone();
        later[3] = 5;
        Files.write(directory.resolve("version5"), later);
        byte[] parts = {(byte) 0xc6, (byte) 0xe8};
        Files.write(directory.resolve("parts"), SmallKey.join(parts, Arrays.copyOfRange(all, 3, all.length)));

        for (String file : List.of("cut", "version5", "parts")) {
            assertThat(grub(file)).as(file).doesNotContain("VERIFIED").contains("bad signature");
        }
        for (String file : List.of("secret", "cut", "version5", "parts")) {
            assertThatThrownBy(() -> SigningKey.read(directory.resolve(file)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContainingAll(file, "gpg --");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "nistp256"})
    void areRefusedWhereGrubFindsNoSignatureGood(String algorithm) throws Exception {
        make(algorithm);
        gpg("--export", "--output", "binary");

        assertThat(grub("binary")).doesNotContain("VERIFIED");
        assertThatThrownBy(() -> SigningKey.read(directory.resolve("binary")))
                .isInstanceOf(BadInput.class)
                .hasMessageContainingAll("binary", "RSA and DSA", "gpg --quick-generate-key NAME rsa4096 sign never");
    }

    @Test
    void severalInAFileAreTakenAsGrubTakesThem() throws Exception {
        make("rsa2048");
        gpg("--export", "--output", "one");
        Files.write(
                directory.resolve("binary"),
                SmallKey.join(SmallKey.rsa(3), Files.readAllBytes(directory.resolve("one"))));

        assertThat(SigningKey.read(directory.resolve("binary")).length()).isPositive();
        assertThat(grub("binary")).contains("VERIFIED");
    }

    @Test
    void inANewPacketOfTwoBytesLengthAreMadeSuchThatGrubReadsThem() throws Exception {
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
        make(algorithm, "sign");
        sign();
    }

    private void make(String algorithm, String use) throws IOException {
        name = "boot@" + algorithm + ".org";
        gpg("--passphrase", "", "--quick-generate-key", name, algorithm, use, "never");
    }

    private void addSubkey(String algorithm, String use) throws IOException {
        String keys = Tools.run(
                directory, Map.of("GNUPGHOME", directory.toString()), "gpg", "--batch", "--list-keys", "--with-colons");
        String fingerprint = keys.lines()
                .filter(line -> line.startsWith("fpr:"))
                .findFirst()
                .orElseThrow()
                .split(":", -1)[9];
        gpg("--passphrase", "", "--quick-add-key", fingerprint, algorithm, use, "never");
    }

    private void sign() throws IOException {
        Files.writeString(directory.resolve("signed"), "a file");
        gpg("--local-user", name, "--output", "signature", "--detach-sign", "signed");
    }

    /** What GRUB says when it checks the signature by a file of keys. */
    private String grub(String keys) throws IOException, InterruptedException {
        String place = "(host)" + directory.toRealPath() + "/";
        Path own = Files.createDirectories(directory.resolve("grub"));
        return GrubEmu.runAlone(
                GrubEmu.command(release),
                own,
                "if verify_detached " + place + "signed " + place + "signature " + place + keys
                        + "; then echo VERIFIED; fi\nexit\n",
                PATIENCE);
    }

    private void gpg(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--quiet"));
        command.addAll(List.of(arguments));
        Tools.run(directory, Map.of("GNUPGHOME", directory.toString()), command.toArray(String[]::new));
    }
}
