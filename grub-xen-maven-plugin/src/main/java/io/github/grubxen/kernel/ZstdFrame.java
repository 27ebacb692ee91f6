// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;

/**
 * The length of a frame of Zstandard, found without decompressing it.
 *
 * <p>Source: RFC 8878, sections 3.1.1.1 (frame header) and 3.1.1.2 (blocks).
 */
final class ZstdFrame {
    /** The length of the window descriptor, in bytes. A frame of a single segment has none. */
    private static final int WINDOW = 1;

    private static final int[] DICTIONARY_SIZES = {0, 1, 2, 4};
    private static final int[] CONTENT_SIZES = {0, 2, 4, 8};
    private static final int MAGIC = 4;
    private static final int BLOCK_HEADER = 3;
    private static final int CHECKSUM = 4;

    /** The type of a block that is one byte, repeated. */
    private static final int REPEATED = 1;

    private ZstdFrame() {}

    /**
     * Number of bytes of the frame at the beginning of the data.
     *
     * @throws BadInput if the data ends within the frame
     */
    static long length(Bytes data) throws BadInput {
        int descriptor = data.u8(MAGIC);
        boolean single = (descriptor & 0x20) != 0;
        int content = descriptor >> 6;
        long at = MAGIC + 1L + (single ? 0 : WINDOW) + DICTIONARY_SIZES[descriptor & 3];
        at += single && content == 0 ? 1 : CONTENT_SIZES[content];
        boolean last = false;
        while (!last) {
            int header = data.u16(at) | data.u8(at + 2) << 16;
            last = (header & 1) != 0;
            int type = header >> 1 & 3;
            at += BLOCK_HEADER + (type == REPEATED ? 1 : header >> 3);
        }
        at += (descriptor & 4) != 0 ? CHECKSUM : 0;
        return data.slice(0, at).length();
    }
}
