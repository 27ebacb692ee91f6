// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.upload.Gpg;
import java.io.File;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** Whether and how a goal signs what it makes. The properties are those of maven-gpg-plugin. */
abstract class AbstractSigningMojo extends AbstractGrubXenMojo {

    /** Signs the files: {@code <keyname>}, {@code <passphraseServerId>}, {@code <packages>}; may be empty. */
    @Parameter
    private @Nullable SigningConfiguration signing;

    /** Signs the files where there is no {@code <signing>}. */
    @Parameter(property = "grub-xen.sign", defaultValue = "false")
    private boolean sign;

    /** {@code <keyname>} of {@code <signing>}, where it has none. */
    @Parameter(property = "gpg.keyname")
    private @Nullable String keyname;

    /** {@code <executable>} of {@code <signing>}, where it has none. */
    @Parameter(property = "gpg.executable")
    private @Nullable String gpgExecutable;

    /** {@code <homeDirectory>} of {@code <signing>}, where it has none. */
    @Parameter(property = "gpg.homedir")
    private @Nullable File gpgHome;

    /** {@code <passphraseServerId>} of {@code <signing>}, where it has none. */
    @Parameter(property = "gpg.passphraseServerId")
    private @Nullable String passphraseServerId;

    @Parameter(defaultValue = "${settings}", readonly = true, required = true)
    private Settings settings;

    private final SettingsDecrypter decrypter;

    AbstractSigningMojo(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    /** What signs, where the build asks for it. */
    final Optional<Gpg> signer() throws BadInput {
        if (!sign && signing == null) {
            return Optional.empty();
        }
        return Optional.of((signing == null ? new SigningConfiguration() : signing)
                .or(keyname, gpgExecutable, gpgHome, passphraseServerId)
                .gpg(settings, decrypter));
    }

    /** Whether the packages are signed inside too. */
    final boolean signsPackages() {
        return signing != null && signing.packages();
    }
}
