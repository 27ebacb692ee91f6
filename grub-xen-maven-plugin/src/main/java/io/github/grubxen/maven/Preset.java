package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import org.jspecify.annotations.Nullable;

/** {@code <preset>}: a known set of images and packages. */
enum Preset {
    /** Images and packages are all in the POM. */
    NONE,
    /** grub-xen-host and grub-xen-bin, as Debian splits them. */
    DEBIAN_SPLIT;

    static Preset of(@Nullable String name) throws BadInput {
        if (name == null || name.isBlank()) {
            return NONE;
        }
        if (!name.strip().equals("debian-split")) {
            throw new BadInput(
                    "<preset> (grub-xen.preset)", "'" + name + "' is no preset", "Use debian-split, or leave it out.");
        }
        return DEBIAN_SPLIT;
    }
}
