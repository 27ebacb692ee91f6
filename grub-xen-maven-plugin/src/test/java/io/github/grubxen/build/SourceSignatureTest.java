// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSignatureTest {
    @TempDir
    static Path directory = Path.of("none");

    private final List<String> told = new ArrayList<>();

    @BeforeAll
    static void signAFile() throws IOException {
        Tools.require("gpg", "gpgv");
        for (String who : List.of("signer", "other")) {
            gpg("--quick-gen-key", who + "@example.org", "rsa2048", "sign");
            gpg("--output", who + ".gpg", "--export", who + "@example.org");
        }
        Path part = Files.writeString(directory.resolve("grub2_2.06.orig.tar.xz"), "a tarball\n");
        Files.writeString(
                directory.resolve("grub2"),
                "Format: 3.0 (quilt)\nSource: grub2\nVersion: 2.06-1\nChecksums-Sha256:\n " + Digest.sha256(part) + " "
                        + Files.size(part) + " " + part.getFileName() + "\n");
        gpg("-u", "signer@example.org", "--output", "grub2.dsc", "--clearsign", "grub2");
        Files.writeString(directory.resolve("binary.tar"), "a tarball\n");
        gpg("-u", "signer@example.org", "--output", "binary.tar.sig", "--detach-sign", "binary.tar");
        Files.writeString(directory.resolve("armored.tar"), "a tarball\n");
        gpg("-u", "signer@example.org", "--output", "armored.tar.asc", "--armor", "--detach-sign", "armored.tar");
    }

    private static void gpg(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("gpg", "--homedir", ".", "--batch", "--quiet"));
        command.addAll(List.of("--pinentry-mode", "loopback", "--passphrase", ""));
        command.addAll(List.of(arguments));
        Tools.run(directory, command.toArray(String[]::new));
    }

    @Test
    void aKeyOfTheKeyringHasSignedTheSourcePackage() throws IOException {
        assertThat(source("grub2.dsc", "signer.gpg")).isInstanceOf(DebianSource.class);
        assertThat(told).singleElement().asString().startsWith("grub2.dsc is signed by the key ");
    }

    @Test
    void anotherKeyAChangedTextAndNoSignatureAreRefused() throws IOException {
        assertRefused("grub2.dsc", "other.gpg");
        Files.writeString(
                directory.resolve("changed.dsc"),
                Files.readString(directory.resolve("grub2.dsc")).replace("Source: grub2", "Source: grub3"));
        assertRefused("changed.dsc", "signer.gpg");
        Files.copy(directory.resolve("grub2"), directory.resolve("unsigned.dsc"));
        assertRefused("unsigned.dsc", "signer.gpg");
        assertThatThrownBy(() -> source("grub2.dsc", "none.gpg")).hasMessageContaining("no such keyring");
    }

    @Test
    void aSourcePackageThatAptFetchedIsCheckedToo() throws IOException {
        assertThat(fetched("signer.gpg").name()).isEqualTo("grub2");
        assertThat(told).singleElement().asString().startsWith("grub2.dsc is signed by the key ");
        assertThatThrownBy(() -> fetched("other.gpg"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is not signed by a key of " + directory.resolve("other.gpg"));
    }

    @Test
    void aTarballIsCheckedWithTheSignatureBesideIt() throws IOException {
        for (String tarball : List.of("binary.tar", "armored.tar")) {
            told.clear();
            assertThat(source(tarball, "signer.gpg")).isInstanceOf(TarballSource.class);
            assertThat(told).singleElement().asString().startsWith(tarball + " is signed by the key ");
            assertRefused(tarball, "other.gpg");
        }
    }

    @Test
    void aTarballThatDiffersFromItsSignatureIsRefused() throws IOException {
        Files.writeString(directory.resolve("changed.tar"), "another tarball\n");
        Files.copy(directory.resolve("binary.tar.sig"), directory.resolve("changed.tar.sig"));
        assertRefused("changed.tar", "signer.gpg");
    }

    @Test
    void aSourceWithoutASignatureIsRefusedIfAKeyringIsGiven() throws IOException {
        Path alone = Files.writeString(directory.resolve("alone.tar"), "a tarball\n");
        assertThatThrownBy(() -> source("alone.tar", "signer.gpg"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        alone + ": cannot be checked with the keyring " + directory.resolve("signer.gpg"))
                .hasMessageContaining("neither alone.tar.sig nor alone.tar.asc beside it");
        Path checkout = Files.createDirectory(directory.resolve("checkout"));
        assertThatThrownBy(() -> source("checkout", "signer.gpg"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(checkout + ": a directory has no signature");
    }

    private void assertRefused(String file, String keyring) {
        assertThatThrownBy(() -> source(file, keyring))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is not signed by a key of " + directory.resolve(keyring));
    }

    private GrubSource source(String file, String keyring) throws IOException {
        return GrubSource.of(directory.resolve(file), Optional.of(directory.resolve(keyring)), new RecordingLog(told));
    }

    private DebianSource fetched(String keyring) throws IOException {
        return DebianSource.fetched(
                directory.resolve("grub2.dsc"), Optional.of(directory.resolve(keyring)), new RecordingLog(told));
    }
}
