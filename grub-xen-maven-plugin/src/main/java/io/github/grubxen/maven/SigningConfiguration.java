// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.upload.Gpg;
import java.io.File;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.jspecify.annotations.Nullable;

/**
 * {@code <signing>}: the key that signs the files. An empty element means gpg's default key.
 *
 * <pre>{@code
 * <signing>
 *   <keyname>packages@example.org</keyname>
 *   <packages>true</packages>
 * </signing>
 * }</pre>
 *
 * @since 0.9.0
 */
public class SigningConfiguration {
    /** Name, address or fingerprint of the key. Default: gpg's default key. Property: {@code gpg.keyname}. */
    private @Nullable String keyname;

    /** The program. Default: gpg. Property: {@code gpg.executable}. */
    private @Nullable String executable;

    /** gpg's home directory. Default: gpg's own. Property: {@code gpg.homedir}. */
    private @Nullable File homeDirectory;

    /**
     * Id of the server in settings.xml that has the key's passphrase. Without it, gpg's agent knows the passphrase or asks for
     * it. Property: {@code gpg.passphraseServerId}.
     */
    private @Nullable String passphraseServerId;

    /** Whether the packages themselves are signed too, as debsigs does. */
    private boolean packages;

    /** This configuration, completed with the given values. */
    SigningConfiguration or(
            @Nullable String otherKeyname,
            @Nullable String otherExecutable,
            @Nullable File otherHome,
            @Nullable String otherServer) {
        SigningConfiguration both = new SigningConfiguration();
        both.keyname = keyname == null ? otherKeyname : keyname;
        both.executable = executable == null ? otherExecutable : executable;
        both.homeDirectory = homeDirectory == null ? otherHome : homeDirectory;
        both.passphraseServerId = passphraseServerId == null ? otherServer : passphraseServerId;
        return both;
    }

    boolean packages() {
        return packages;
    }

    Gpg gpg(Settings settings, SettingsDecrypter decrypter) throws BadInput {
        return new Gpg(
                executable == null ? "gpg" : executable,
                Optional.ofNullable(homeDirectory).map(File::toPath),
                Optional.ofNullable(keyname),
                passphraseServerId == null
                        ? Optional.empty()
                        : Optional.of(passphrase(passphraseServerId, settings, decrypter)));
    }

    private static String passphrase(String id, Settings settings, SettingsDecrypter decrypter) throws BadInput {
        String where = "<passphraseServerId> (gpg.passphraseServerId)";
        String remedy = "Give settings.xml a <server> with that <id> and the key's <passphrase>.";
        Server server = settings.getServer(id);
        if (server == null) {
            throw new BadInput(where, "the settings have no server '" + id + "'", remedy);
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        for (SettingsProblem problem : result.getProblems()) {
            if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
                throw new BadInput(
                        where, problem.getMessage(), "Encrypt the passphrase anew, or mend settings-security.xml.");
            }
        }
        String passphrase = result.getServer().getPassphrase();
        if (passphrase == null || passphrase.isEmpty()) {
            throw new BadInput(where, "the server '" + id + "' of the settings has no passphrase", remedy);
        }
        return passphrase;
    }
}
