// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A throw-away key with a passphrase, in a directory of its own.
 *
 * @param home gpg's directory
 * @param fingerprint of the key
 */
record Keys(Path home, String fingerprint) {
    static final String ADDRESS = "packager@example.org";
    static final String PASSPHRASE = "correct hörse battery staple";

    static Keys in(Path home) throws IOException {
        Tools.require("gpg", "gpg-agent");
        Files.createDirectories(home);
        Tools.run(home, "chmod", "700", ".");
        Files.writeString(home.resolve("gpg-agent.conf"), "default-cache-ttl 0\nmax-cache-ttl 0\n");
        gpg(home, "--passphrase", PASSPHRASE, "--pinentry-mode", "loopback", "--quick-gen-key", ADDRESS, "rsa3072");
        Matcher fingerprint = Pattern.compile("(?m)^fpr:+([0-9A-F]+):").matcher(gpg(home, "--with-colons", "-k"));
        fingerprint.find();
        return new Keys(home, fingerprint.group(1));
    }

    Gpg gpg(String passphrase) {
        return new Gpg("gpg", Optional.of(home), Optional.of(ADDRESS), Optional.of(passphrase));
    }

    /** What gpg prints. */
    String gpg(String... arguments) throws IOException {
        return gpg(home, arguments);
    }

    private static String gpg(Path home, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("gpg", "--batch"));
        command.addAll(List.of(arguments));
        return Tools.run(home, Map.of("GNUPGHOME", home.toString()), command.toArray(String[]::new));
    }
}
