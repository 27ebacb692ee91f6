package io.github.grubxen.inspect;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The Multiboot header by which another GRUB's command {@code multiboot} can start a PVH image.
 *
 * <p>Source: Multiboot Specification 0.6.96, section 3.1.
 *
 * @param headerOffset where it lies in the file
 * @param flags what it asks of the one who loads it
 * @param entry address at which it is entered then
 */
public record SecondStage(long headerOffset, long flags, long entry) {
    private static final long MAGIC = 0x1badb002L;
    private static final long WORD = 0xffff_ffffL;

    /** The header must lie in the first 8192 bytes, aligned to 4. */
    private static final int SEARCHED = 8192;

    static @Nullable SecondStage of(Bytes file, Platform platform, long entry) throws BadInput {
        if (!platform.isPvh()) {
            return null;
        }
        for (int at = 0; at + 12 <= Math.min(SEARCHED, file.length()); at += 4) {
            if (file.u32(at) == MAGIC && ((MAGIC + file.u32(at + 4) + file.u32(at + 8)) & WORD) == 0) {
                return new SecondStage(at, file.u32(at + 4), entry);
            }
        }
        return null;
    }
}
