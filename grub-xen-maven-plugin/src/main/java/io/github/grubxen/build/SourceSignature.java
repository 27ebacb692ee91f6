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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signature of a source, as gpgv checks it: inside the description of a source package, or in a separate file beside a
 * tarball.
 *
 * <p>Source: gpgv(1), and the file doc/DETAILS of GnuPG for its status lines.
 *
 * @param keyring keys, one of which must have signed the source
 */
record SourceSignature(Path keyring) {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(1);
    private static final Pattern VALID = Pattern.compile("(?m)^\\[GNUPG:] VALIDSIG (?<key>[0-9A-F]+) ");

    /** Suffixes of a file with the signature of the file beside it: GNU's, and Debian's for an original tarball. */
    private static final List<String> DETACHED = List.of(".sig", ".asc");

    /**
     * Checks the signature inside a .dsc file.
     *
     * @throws BadInput if no key of the keyring made it, or if gpgv or the keyring is missing
     */
    void checkInside(Path dsc, BuildLog log) throws IOException {
        check(dsc, List.of(dsc), log);
    }

    /**
     * Checks the signature in a file beside a tarball: its name with the suffix .sig or .asc.
     *
     * @throws BadInput if there is no such file, if no key of the keyring made the signature, or if gpgv or the keyring is missing
     */
    void checkBeside(Path tarball, BuildLog log) throws IOException {
        for (String suffix : DETACHED) {
            Path signature = tarball.resolveSibling(tarball.getFileName() + suffix);
            if (Files.isRegularFile(signature)) {
                check(tarball, List.of(signature, tarball), log);
                return;
            }
        }
        throw new BadInput(
                tarball,
                "cannot be checked with the keyring " + keyring + ", because there is neither " + tarball.getFileName()
                        + ".sig nor " + tarball.getFileName() + ".asc beside it",
                "Put the signature that is published with the tarball beside it, or leave the keyring out.");
    }

    private void check(Path signed, List<Path> arguments, BuildLog log) throws IOException {
        if (!Files.isRegularFile(keyring)) {
            throw new BadInput(
                    keyring, "no such keyring", "Install debian-keyring, or give a file that gpg --export wrote.");
        }
        List<String> command = new ArrayList<>(List.of("gpgv", "--status-fd", "1", "--keyring"));
        command.add(keyring.toAbsolutePath().toString());
        arguments.forEach(file -> command.add(file.toAbsolutePath().toString()));
        ExternalProgram gpgv = ExternalProgram.run(command, Map.of(), Path.of("/"), TIME_LIMIT);
        Matcher valid = VALID.matcher(gpgv.output());
        if (gpgv.exit() != 0 || !valid.find()) {
            throw BadInput.quoting(
                    Place.of(signed),
                    "is not signed by a key of " + keyring,
                    gpgv.errors().strip().lines().toList(),
                    "Fetch it again, or give the keyring that contains its signer's key.");
        }
        log.info(signed.getFileName() + " is signed by the key " + valid.group("key"));
    }
}
