// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.SplitNames;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code <preset>}: a known set of images and packages. */
enum Preset {
    /**
     * The POM's images and packages. Without them, one image for each config in src/main/grub, and one package with all images.
     */
    SITE,
    /** grub-xen-host and grub-xen-bin, split as in Debian. */
    DEBIAN_SPLIT,
    /** grub-xen-all-host and grub-xen-all-bin, of a patched GRUB, to be installed beside Debian's packages. */
    ALL_GUESTS;

    private static final Choice<Preset> CHOICE = Choice.of("preset", values());

    static Preset of(@Nullable String name) throws BadInput {
        return name == null || name.isBlank() ? SITE : CHOICE.read("<preset> (grub-xen.preset)", name);
    }

    /** The names of the preset's packages, if it has packages. */
    Optional<SplitNames> names() {
        return switch (this) {
            case SITE -> Optional.empty();
            case DEBIAN_SPLIT -> Optional.of(SplitNames.DEBIAN);
            case ALL_GUESTS -> Optional.of(SplitNames.ALL_GUESTS);
        };
    }
}
