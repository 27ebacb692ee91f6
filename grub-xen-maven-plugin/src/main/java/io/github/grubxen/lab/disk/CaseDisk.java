// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.disk;

import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The disk with the images, configurations and guests' disks for dom0. It consists of pieces, each at the start of a
 * block.
 * A piece that is added twice is stored once.
 */
public final class CaseDisk implements AutoCloseable {
    /** Size of a block in bytes. */
    static final int BLOCK = 1 << 16;

    /**
     * Size of every disk, in bytes, because a saved machine expects a disk of the same size. Most of the disk is a
     * hole.
     */
    public static final long USUAL_SIZE = 1L << 32;

    /**
     * Number of free bytes at the start. dom0's kernel looked for a partition table there before its state was saved.
     */
    private static final int FREE = 16 * BLOCK;

    private final FileChannel channel;
    private final Map<Object, Piece> pieces = new HashMap<>();
    private long end = FREE;

    /**
     * A piece of the disk.
     *
     * @param block number of its first block
     * @param size in bytes
     */
    public record Piece(long block, long size) {
        @Override
        public String toString() {
            return block + " " + size;
        }
    }

    /** Writes the file of a piece. */
    public interface Source {
        /** Makes the file. */
        void writeTo(Path file) throws IOException;
    }

    /** A disk that is written to a file from its beginning. */
    public CaseDisk(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Adds bytes. */
    public Piece add(Bytes content) throws IOException {
        Piece known = pieces.get(content);
        if (known != null) {
            return known;
        }
        ByteBuffer bytes = ByteBuffer.wrap(content.toArray());
        for (long at = end; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
        return added(content, content.length());
    }

    /**
     * Adds a file that is made for this disk.
     *
     * @param key identifies the contents; a piece with the same key is not made again
     * @param scratch the path at which the file is made; it is deleted afterwards
     */
    public Piece add(Object key, Path scratch, Source source) throws IOException {
        Piece known = pieces.get(key);
        if (known != null) {
            return known;
        }
        try {
            source.writeTo(scratch);
            try (FileChannel in = FileChannel.open(scratch, StandardOpenOption.READ)) {
                SparseCopy.copy(in, channel, end);
                return added(key, in.size());
            }
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    /** Gives the disk its size. */
    @Override
    public void close() throws IOException {
        try (channel) {
            channel.write(ByteBuffer.allocate(1), Math.max(USUAL_SIZE, end + BLOCK) - 1);
        }
    }

    private Piece added(Object key, long size) {
        Piece piece = new Piece(end / BLOCK, size);
        pieces.put(key, piece);
        end += (size + BLOCK - 1) / BLOCK * BLOCK;
        return piece;
    }
}
