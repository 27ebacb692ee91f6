// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.module.ModInfo;

/**
 * The numbering of object types, which changed in GRUB 2.14. An image uses the numbering that its own kernel
 * understands.
 *
 * <p>Source: "Image format", section 4.
 */
public enum ObjectNumbers {
    /** GRUB 2.02 to 2.12. */
    UP_TO_2_12,
    /** GRUB 2.14 and later. */
    SINCE_2_14;

    /**
     * The numbering that the kernel of a GRUB release understands.
     *
     * @throws BadInput if the release cannot be determined
     */
    public static ObjectNumbers of(ModInfo info) throws BadInput {
        return info.isAtLeast(2, 14) ? SINCE_2_14 : UP_TO_2_12;
    }
}
