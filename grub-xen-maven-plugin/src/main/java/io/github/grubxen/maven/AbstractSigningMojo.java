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

/** The parameters of a goal that can sign its files. The properties are those of maven-gpg-plugin. */
abstract class AbstractSigningMojo extends AbstractGrubXenMojo {

    /**
     * Signs the files. The elements are {@code <keyname>}, {@code <passphraseServerId>}, {@code <executable>}, {@code
     * <homeDirectory>} and {@code <packages>}; all are optional.
     *
     * @since 0.9.0
     */
    @Parameter
    private @Nullable SigningConfiguration signing;

    /**
     * Signs the files even without {@code <signing>}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.sign", defaultValue = "false")
    private boolean sign;

    /**
     * Default for {@code <keyname>} in {@code <signing>}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "gpg.keyname")
    private @Nullable String keyname;

    /**
     * Default for {@code <executable>} in {@code <signing>}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "gpg.executable")
    private @Nullable String gpgExecutable;

    /**
     * Default for {@code <homeDirectory>} in {@code <signing>}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "gpg.homedir")
    private @Nullable File gpgHome;

    /**
     * Default for {@code <passphraseServerId>} in {@code <signing>}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "gpg.passphraseServerId")
    private @Nullable String passphraseServerId;

    @Parameter(defaultValue = "${settings}", readonly = true, required = true)
    private Settings settings;

    private final SettingsDecrypter decrypter;

    AbstractSigningMojo(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    /** The signer, if the build requests signatures. */
    final Optional<Gpg> signer() throws BadInput {
        if (!sign && signing == null) {
            return Optional.empty();
        }
        return Optional.of((signing == null ? new SigningConfiguration() : signing)
                .or(keyname, gpgExecutable, gpgHome, passphraseServerId)
                .gpg(settings, decrypter));
    }

    /** Whether the packages themselves are signed too. */
    final boolean signsPackages() {
        return signing != null && signing.packages();
    }
}
