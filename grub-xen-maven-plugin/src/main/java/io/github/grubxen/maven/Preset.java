// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import org.jspecify.annotations.Nullable;

/** {@code <preset>}: a known set of images and packages. */
enum Preset {
    /**
     * The POM's images and packages. Without them, one image for each config in src/main/grub, and one package with all images.
     */
    SITE,
    /** grub-xen-host and grub-xen-bin, split as in Debian. */
    DEBIAN_SPLIT;

    static Preset of(@Nullable String name) throws BadInput {
        if (name == null || name.isBlank() || name.strip().equals("site")) {
            return SITE;
        }
        if (!name.strip().equals("debian-split")) {
            throw new BadInput(
                    "<preset> (grub-xen.preset)",
                    "'" + name + "' is no preset",
                    "Use debian-split or site; site is the default.");
        }
        return DEBIAN_SPLIT;
    }
}
