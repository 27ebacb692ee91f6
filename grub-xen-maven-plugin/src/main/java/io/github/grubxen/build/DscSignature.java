// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signature of a source package's description, as gpgv checks it.
 *
 * <p>Source: gpgv(1), and the file doc/DETAILS of GnuPG for its status lines.
 */
final class DscSignature {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(1);
    private static final Pattern VALID = Pattern.compile("(?m)^\\[GNUPG:] VALIDSIG (?<key>[0-9A-F]+) ");

    private DscSignature() {}

    /**
     * Checks that one of the keys signed a file.
     *
     * @throws BadInput if no key did, or if gpgv or the keyring is missing
     */
    static void check(Path dsc, Path keyring, BuildLog log) throws IOException {
        if (!Files.isRegularFile(keyring)) {
            throw new BadInput(
                    keyring, "no such keyring", "Install debian-keyring, or give a file that gpg --export wrote.");
        }
        ExternalProgram gpgv = ExternalProgram.run(
                List.of(
                        "gpgv",
                        "--status-fd",
                        "1",
                        "--keyring",
                        keyring.toAbsolutePath().toString(),
                        dsc.toAbsolutePath().toString()),
                Map.of(),
                Path.of("/"),
                TIME_LIMIT);
        Matcher valid = VALID.matcher(gpgv.output());
        if (gpgv.exit() != 0 || !valid.find()) {
            throw BadInput.quoting(
                    Place.of(dsc),
                    "is not signed by a key of " + keyring,
                    gpgv.errors().strip().lines().toList(),
                    "Fetch it again, or give the keyring that contains its signer's key.");
        }
        log.info(dsc.getFileName() + " is signed by the key " + valid.group("key"));
    }
}
