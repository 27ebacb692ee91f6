// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.module.ModInfo;

/**
 * The numbers of the objects' types, which GRUB 2.14 changed. Those count that the image's own kernel knows.
 *
 * <p>Source: "Image format", section 4.
 */
public enum ObjectNumbers {
    /** GRUB 2.02 to 2.12. */
    UP_TO_2_12,
    /** GRUB 2.14 and later. */
    SINCE_2_14;

    /**
     * How the kernel of that GRUB numbers them.
     *
     * @throws BadInput when its version cannot be told
     */
    public static ObjectNumbers of(ModInfo info) throws BadInput {
        return info.isAtLeast(2, 14) ? SINCE_2_14 : UP_TO_2_12;
    }
}
