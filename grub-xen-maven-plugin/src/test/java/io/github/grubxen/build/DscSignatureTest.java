// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DscSignatureTest {
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
        Files.writeString(directory.resolve("grub2"), "Source: grub2\n");
        gpg("-u", "signer@example.org", "--output", "grub2.dsc", "--clearsign", "grub2");
    }

    private static void gpg(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("gpg", "--homedir", ".", "--batch", "--quiet"));
        command.addAll(List.of("--pinentry-mode", "loopback", "--passphrase", ""));
        command.addAll(List.of(arguments));
        Tools.run(directory, command.toArray(String[]::new));
    }

    @Test
    void aKeyOfTheKeyringHasSignedTheFile() throws IOException {
        check("grub2.dsc", "signer.gpg");
        assertThat(told).singleElement().asString().startsWith("grub2.dsc is signed by the key ");
    }

    @Test
    void anotherKeyAChangedTextAndNoSignatureAreRefused() throws IOException {
        assertRefused("grub2.dsc", "other.gpg");
        Files.writeString(
                directory.resolve("changed.dsc"),
                Files.readString(directory.resolve("grub2.dsc")).replace("Source: grub2", "Source: grub3"));
        assertRefused("changed.dsc", "signer.gpg");
        Files.writeString(directory.resolve("unsigned.dsc"), "Source: grub2\n");
        assertRefused("unsigned.dsc", "signer.gpg");
        assertThatThrownBy(() -> check("grub2.dsc", "none.gpg")).hasMessageContaining("no such keyring");
    }

    private void assertRefused(String dsc, String keyring) {
        assertThatThrownBy(() -> check(dsc, keyring))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is not signed by a key of " + directory.resolve(keyring));
    }

    private void check(String dsc, String keyring) throws IOException {
        DscSignature.check(directory.resolve(dsc), directory.resolve(keyring), new RecordingLog(told));
    }
}
