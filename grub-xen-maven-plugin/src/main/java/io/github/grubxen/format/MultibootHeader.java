// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.Optional;

/**
 * The Multiboot header of an image. With it, the command {@code multiboot} of another GRUB can start the image.
 *
 * <p>Source: Multiboot Specification 0.6.96, section 3.1.
 *
 * @param offset its offset in the file, in bytes
 * @param flags what it requests from the boot loader
 */
public record MultibootHeader(long offset, long flags) {
    /** The header is in the first 8192 bytes, aligned to 4. */
    private static final int SEARCHED = 8192;

    private static final int SIZE = 12;
    private static final long WORD = 0xffff_ffffL;

    /** The first header of a file. */
    public static Optional<MultibootHeader> of(Bytes file) throws BadInput {
        for (int at = 0; at + SIZE <= Math.min(SEARCHED, file.length()); at += Integer.BYTES) {
            long flags = file.u32(at) == SecondStageStub.MULTIBOOT ? file.u32(at + 4) : 0;
            if (file.u32(at) == SecondStageStub.MULTIBOOT
                    && ((SecondStageStub.MULTIBOOT + flags + file.u32(at + 8)) & WORD) == 0) {
                return Optional.of(new MultibootHeader(at, flags));
            }
        }
        return Optional.empty();
    }
}
