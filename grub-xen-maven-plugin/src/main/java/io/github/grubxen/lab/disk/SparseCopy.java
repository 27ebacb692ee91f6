// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Copies files, with holes in place of zeros. */
public final class SparseCopy {
    private static final int BLOCK = 1 << 16;

    private SparseCopy() {}

    /** Copies a whole file to an offset of another file. No data may have been written there before. */
    public static void copy(FileChannel in, FileChannel out, long at) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        ByteBuffer zeros = ByteBuffer.allocate(BLOCK);
        long from = 0;
        while (true) {
            block.clear();
            int size = in.read(block, from);
            if (size < 0) {
                return;
            }
            block.flip();
            if (!block.equals(zeros.duplicate().limit(size))) {
                for (long to = at + from; block.hasRemaining(); ) {
                    to += out.write(block, to);
                }
            }
            from += size;
        }
    }
}
