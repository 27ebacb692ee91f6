// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import io.github.grubxen.format.ImageFile;
import io.github.grubxen.format.MultibootHeader;
import io.github.grubxen.io.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * The Multiboot header by which another GRUB's command {@code multiboot} can start a PVH image.
 *
 * @param headerOffset where it lies in the file
 * @param flags what it asks of the one who loads it
 * @param entry address at which it is entered then
 */
public record SecondStage(long headerOffset, long flags, long entry) {

    static @Nullable SecondStage of(ImageFile file) throws BadInput {
        if (!file.image().secondStage()) {
            return null;
        }
        MultibootHeader header = MultibootHeader.of(file.elf().bytes()).orElseThrow();
        return new SecondStage(
                header.offset(), header.flags(), file.elf().header().entry());
    }
}
