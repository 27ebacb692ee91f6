// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningTest {
    @TempDir
    static Path home;

    private static Keys keys = new Keys(Path.of("."), "");

    @TempDir
    Path directory;

    private Path deb = Path.of(".");

    @BeforeAll
    static void makeAKey() throws IOException {
        keys = Keys.in(home);
    }

    @BeforeEach
    void makeAPackage() throws IOException {
        deb = Scratch.in(directory).debs().get(0);
    }

    @Test
    void aTextIsSignedAsItIsAndReadAsOneParagraph() throws IOException {
        Path text = Files.writeString(directory.resolve("x.changes"), "Format: 1.8\nChanges:\n x\n .\n - y\n");
        keys.gpg(Keys.PASSPHRASE).clearsign(text);
        assertThat(text).content().contains("\nHash: SHA512\n");
        assertThat(keys.gpg("--decrypt", text.toString())).isEqualTo("Format: 1.8\nChanges:\n x\n .\n - y\n\n");
        String parsed = "use Dpkg::Control; my $c = Dpkg::Control->new(type => CTRL_FILE_CHANGES); $c->load($ARGV[0]);"
                + " print $c->{Changes}";
        assertThat(Tools.run(directory, "perl", "-MDpkg::Control", "-e", parsed, text.toString()))
                .isEqualTo("\nx\n\n- y");
    }

    @Test
    void aWrongPassphraseLeavesTheFileAndIsNotShown() throws IOException {
        Path text = Files.writeString(directory.resolve("x.changes"), "Format: 1.8\n");
        assertThatThrownBy(() -> keys.gpg("wrong-secret").clearsign(text))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("where its passphrase comes from")
                .hasMessageNotContaining("wrong-secret");
        assertThat(text).hasContent("Format: 1.8\n");
        assertThat(Directories.list(directory))
                .noneMatch(file -> file.toString().contains(".part"));
    }

    @Test
    void thePassphraseStandsOnNoCommandLineAndInNoVariable() throws IOException {
        Path spy = Files.writeString(
                directory.resolve("spy"),
                "#!/bin/sh\n{ echo \"$@\"; env; } >'" + directory + "/seen'\nexec gpg \"$@\"\n");
        Tools.run(directory, "chmod", "755", "spy");
        Path text = Files.writeString(directory.resolve("x.changes"), "Format: 1.8\n");
        new Gpg(spy.toString(), Optional.of(home), Optional.of(keys.fingerprint()), Optional.of(Keys.PASSPHRASE))
                .clearsign(text);
        assertThat(directory.resolve("seen"))
                .content()
                .contains("--local-user " + keys.fingerprint())
                .doesNotContain("battery");
    }

    @Test
    void aSignedPackageIsThatPackageWithOneMemberMore() throws IOException {
        Tools.require("ar");
        byte[] unsigned = Files.readAllBytes(deb);
        PackageSignature.sign(deb, keys.gpg(Keys.PASSPHRASE), Scratch.TIME);
        assertThat(Tools.run(directory, "ar", "t", deb.toString()))
                .isEqualTo("debian-binary\ncontrol.tar.xz\ndata.tar.xz\n_gpgorigin\n");
        byte[] signed = Files.readAllBytes(deb);
        assertThat(signed).startsWith(unsigned);
        assertThat(Tools.run(directory, "dpkg-deb", "-f", deb.toString(), "Package"))
                .isEqualTo("zeta-boot\n");
    }

    @Test
    void itsSignatureIsOverTheThreeMembersBeforeIt() throws IOException {
        Tools.require("ar");
        PackageSignature.sign(deb, keys.gpg(Keys.PASSPHRASE), Scratch.TIME);
        Tools.run(
                directory,
                "sh",
                "-c",
                "ar p '" + deb + "' debian-binary control.tar.xz data.tar.xz >data && ar p '" + deb
                        + "' _gpgorigin >signature");
        String status = keys.gpg(
                "--status-fd",
                "1",
                "--verify",
                directory.resolve("signature").toString(),
                directory.resolve("data").toString());
        assertThat(status).contains("VALIDSIG " + keys.fingerprint());
    }

    @Test
    void aPackageIsSignedAnewNotTwice() throws IOException {
        Tools.require("ar");
        PackageSignature.sign(deb, keys.gpg(Keys.PASSPHRASE), Scratch.TIME);
        PackageSignature.sign(deb, keys.gpg(Keys.PASSPHRASE), Scratch.TIME);
        assertThat(Tools.run(directory, "ar", "t", deb.toString()).lines()).hasSize(4);
        itsSignatureIsOverTheThreeMembersBeforeIt();
    }

    @Test
    void debsigVerifyAcceptsIt() throws IOException {
        Tools.require("debsig-verify", "debsigs");
        String id = keys.fingerprint().substring(24);
        Path keyring =
                Files.createDirectories(directory.resolve("keyrings/" + id)).resolve("key.gpg");
        keys.gpg("--output", keyring.toString(), "--export", Keys.ADDRESS);
        Path policies = Files.createDirectories(directory.resolve("policies/" + id));
        Files.writeString(policies.resolve("one.pol"), """
                <?xml version="1.0"?>
                <!DOCTYPE Policy SYSTEM "https://www.debian.org/debsig/1.0/policy.dtd">
                <Policy xmlns="https://www.debian.org/debsig/1.0/">
                  <Origin Name="test" id="%1$s" Description="test"/>
                  <Selection><Required Type="origin" File="key.gpg" id="%1$s"/></Selection>
                  <Verification MinOptional="0"><Required Type="origin" File="key.gpg" id="%1$s"/></Verification>
                </Policy>
                """.formatted(id));
        List<String> verify = List.of(
                "debsig-verify",
                "--policies-dir",
                directory.resolve("policies").toString(),
                "--keyrings-dir",
                directory.resolve("keyrings").toString(),
                deb.toString());
        PackageSignature.sign(deb, keys.gpg(Keys.PASSPHRASE), Scratch.TIME);
        assertThat(Tools.run(directory, verify.toArray(String[]::new))).contains("Verified package from 'test'");
        assertThat(Tools.run(directory, Map.of("GNUPGHOME", home.toString()), "debsigs", "--list", deb.toString()))
                .contains("origin: ");

        byte[] signed = Files.readAllBytes(deb);
        signed[200] ^= 1;
        Files.write(deb, signed);
        assertThatThrownBy(() -> Tools.run(directory, verify.toArray(String[]::new)))
                .isInstanceOf(BadInput.class);
    }
}
