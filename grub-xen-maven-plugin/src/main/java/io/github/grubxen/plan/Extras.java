// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.format.SigningKey;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModInfo;
import io.github.grubxen.module.ResolvedModules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Optional contents of an image besides modules, memdisk, config and prefix.
 *
 * @param publicKeys keys to check signatures with ({@code -k}), in their order
 * @param deviceTree a device tree ({@code -D}); not used on Xen
 * @param disableShimLock {@code --disable-shim-lock}; without effect on Xen
 * @param disableCli {@code --disable-cli}
 * @param secondStage whether it is a second stage, which a first stage can start: a PVH image gets a header for this,
 *     and on each platform the early config exports GRUB's release
 */
public record Extras(
        List<Bytes> publicKeys,
        Optional<Bytes> deviceTree,
        boolean disableShimLock,
        boolean disableCli,
        boolean secondStage) {

    /** The module that checks signatures, and the algorithms that gpg signs with. */
    private static final List<String> SIGNATURES =
            List.of("pgp", "gcry_rsa", "gcry_dsa", "gcry_sha1", "gcry_sha256", "gcry_sha512");

    /** No extras. */
    public static final Extras NONE = new Extras(List.of(), Optional.empty(), false, false, false);

    /** Copies the list. */
    public Extras {
        publicKeys = List.copyOf(publicKeys);
    }

    /** The modules that check signatures. Empty without a key. */
    List<String> modules() {
        return publicKeys.isEmpty() ? List.of() : SIGNATURES;
    }

    /**
     * Exports {@code second_stage} with GRUB's release, so that a grub.cfg that both stages read can distinguish them.
     * Empty for a first stage.
     */
    String earlyConfig(ModInfo info) throws BadInput {
        if (!secondStage) {
            return "";
        }
        if (!info.grubVersion().matches("[A-Za-z0-9.+~_-]+")) {
            throw new BadInput(
                    "modinfo.sh",
                    "'" + info.grubVersion() + "' is not a GRUB release",
                    "Give an unchanged module tree of GRUB's build.");
        }
        return "insmod normal\nset second_stage=" + info.grubVersion() + "\nexport second_stage\n";
    }

    /**
     * The lines that export {@code second_stage}, followed by the user's early config. A second stage without the module
     * {@code normal} gets only the user's config, because it cannot export anything before it has loaded that module.
     *
     * @param modules the image's modules
     */
    public Optional<Bytes> earlyConfig(ModInfo info, ResolvedModules modules, Optional<Bytes> own) throws BadInput {
        if (!secondStage || !modules.names().contains("normal")) {
            return own;
        }
        Bytes release = ImageRecipe.text("early config", earlyConfig(info));
        return Optional.of(own.map(release::concat).orElse(release));
    }

    /** Warnings about options without effect in a guest, and about keys that gpg signs with but GRUB skips, one line each. */
    public List<String> warnings() {
        List<String> lines = new ArrayList<>();
        if (deviceTree.isPresent()) {
            lines.add("nothing on Xen reads a device tree");
        }
        if (disableShimLock) {
            lines.add("there is no shim on Xen whose lock could be disabled");
        }
        publicKeys.forEach(key -> lines.addAll(SigningKey.warnings(key)));
        return lines;
    }

    /**
     * Refuses options that GRUB's release does not support.
     *
     * <p>Source: "Image format", section 7.
     */
    void check(ModInfo info) throws BadInput {
        check(deviceTree.isPresent(), info, "a device tree", 4);
        check(disableShimLock, info, "disabling the shim lock", 6);
        if ((deviceTree.isPresent() || disableShimLock) && info.isAtLeast(2, 13) && !info.isAtLeast(2, 14)) {
            throw new BadInput(
                    "GRUB " + info.packageVersion(),
                    "a development snapshot: some number a device tree and disabling the shim lock"
                            + " as 2.12 does, some as 2.14",
                    "Leave them out, which nothing on Xen reads, or use modules of a release.");
        }
        check(disableCli, info, "disabling the command line", 14);
    }

    private static void check(boolean wanted, ModInfo info, String what, int minor) throws BadInput {
        if (wanted && !info.isAtLeast(2, minor)) {
            throw new BadInput(
                    "GRUB " + info.packageVersion(),
                    what + " needs GRUB 2." + (minor < 10 ? "0" : "") + minor + " or later",
                    "Leave it out, or use modules of a later GRUB.");
        }
    }
}
