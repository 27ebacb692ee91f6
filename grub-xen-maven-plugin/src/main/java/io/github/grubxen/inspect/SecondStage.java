// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import io.github.grubxen.format.ImageFile;
import io.github.grubxen.format.MultibootHeader;
import io.github.grubxen.io.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * The Multiboot header of a PVH image. With it, the command {@code multiboot} of another GRUB can start the image.
 *
 * @param headerOffset its offset in the file
 * @param flags what it requests from the boot loader
 * @param entry address of the entry point for this start
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
