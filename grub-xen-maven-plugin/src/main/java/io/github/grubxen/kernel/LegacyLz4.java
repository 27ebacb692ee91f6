// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;

/**
 * LZ4 in its legacy format: a magic number, then blocks, each with its compressed size before it. A rest that is too short for
 * a block ends the data: the kernel's build appends the decompressed size.
 *
 * <p>Source: Linux, lib/decompress_unlz4.c; the LZ4 project's "LZ4 Frame Format", section "Legacy frame".
 */
final class LegacyLz4 extends InputStream {
    /** Size of the magic number and of a block's size field, in bytes. */
    private static final int FIELD = 4;

    /** The magic number. It may occur again in place of a size, where files were concatenated. */
    private static final long MAGIC = 0x184c2102;

    /** Maximum size of a block, decompressed, in bytes; the format defines it. */
    private static final int MOST = 8 << 20;

    /**
     * Maximum number of blocks. Every block but the last has {@link #MOST} bytes, so an initrd has a few hundred; each needs a new
     * decoder of some hundred kilobytes.
     */
    private static final int MOST_BLOCKS = 1 << 14;

    private final Bytes data;
    private int blocks;
    private long at;
    private InputStream block = InputStream.nullInputStream();
    private int left;

    LegacyLz4(Bytes data) {
        this.data = data;
        at = FIELD;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        int read = block.read(to, from, count);
        while (read < 0 && next()) {
            read = block.read(to, from, count);
        }
        left -= Math.max(0, read);
        if (left < 0) {
            throw new IOException("a block has more than " + MOST + " bytes");
        }
        return read;
    }

    /** Opens the next block, if there is one. */
    private boolean next() throws IOException {
        long size = MAGIC;
        while (size == MAGIC) {
            if (at + FIELD >= data.length()) {
                return false;
            }
            size = data.u32(at);
            at += FIELD;
        }
        if (++blocks > MOST_BLOCKS) {
            throw new IOException("it has more than " + MOST_BLOCKS + " blocks");
        }
        block = new BlockLZ4CompressorInputStream(data.slice(at, size).openStream());
        at += size;
        left = MOST;
        return true;
    }
}
