// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.tukaani.xz.LZMA2Options;

/**
 * An xz stream of one block. Data that repeats from far back is written as copies. New data is compressed by XZ for
 * Java, several parts at a time, each with the data before it as a preset dictionary. The bytes do not depend on the
 * number of threads.
 *
 * <p>Source: The .xz File Format, version 1.2.1. dpkg reads only one stream, with any number of blocks.
 */
public final class LongRangeXz extends OutputStream {
    /** Size of a part, in bytes. A part is divided into pieces, and a thread compresses at most one part at once. */
    static final int PART = 2 << 20;

    /**
     * Shortest repeat that becomes a copy, in bytes. XZ for Java compresses shorter ones, except for {@link #SHORTER}.
     */
    private static final int LONG = 1 << 16;

    /** Shortest repeat that becomes a copy if most of the data around it repeats too, in bytes. */
    private static final int SHORTER = 1 << 12;

    /** Most of the data repeats if the rest is less than this fraction of it: one in so many bytes. */
    private static final int MOSTLY = 4;

    /** Data after a long repeat with fewer new bytes than this joins the copies: a job of its own would not pay off. */
    private static final int FEW = 1 << 13;

    /** Alignment in bytes of a preset dictionary's start: the decoder counts positions from the start of the block. */
    private static final int ALIGNED = 16;

    private static final int SMALLEST = 1 << 16;

    private final MemoryShare memory;
    private final PartQueue parts;
    private final Search.Choice search;
    private final int reach;
    private final LongRepeats repeats;
    private final CopyEncoder copies = new CopyEncoder();
    private final List<Piece> copied = new ArrayList<>();
    private final List<List<Piece>> waiting = new ArrayList<>(); // until the search is chosen
    private final CRC32 check = new CRC32();
    private byte[] window;
    private long base;
    private int done;
    private int filled;
    private boolean closed;
    private boolean broken;

    /**
     * Begins a stream.
     *
     * @param search how XZ for Java compresses new data
     * @param reach the largest distance of a copy, in bytes
     * @param threads the number of threads that compress, besides the one that writes
     * @throws InterruptedIOException if interrupted while it waits for memory that other streams have
     */
    public LongRangeXz(OutputStream out, Search search, int reach, int threads) throws InterruptedIOException {
        memory = MemoryShare.take(memory(search, reach, threads));
        this.search = new Search.Choice(search, reach);
        this.reach = reach;
        repeats = new LongRepeats(reach);
        parts = new PartQueue(out, threads, reach);
        window = new byte[SMALLEST];
    }

    /** The memory that a stream reserves, in bytes. */
    public static long memory(Search search, int reach, int threads) {
        LZMA2Options options = search.thorough();
        long history = Math.min(reach, options.getDictSize());
        long perThread = options.getEncoderMemoryUsage() * 1024L + history + 4L * PART;
        return largestWindow(reach) * 3L / 2 + PartQueue.HELD + history + threads * perThread;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        broken = true; // until the call has succeeded
        check.update(bytes, offset, length);
        int at = offset;
        while (at < offset + length) {
            if (filled == window.length) {
                makeRoom();
            }
            int next = Math.min(offset + length - at, Math.min(done + PART, window.length) - filled);
            System.arraycopy(bytes, at, window, filled, next);
            at += next;
            filled += next;
            if (filled - done == PART) {
                compress();
            }
        }
        broken = false;
    }

    /** Waits for the threads and ends the stream. After a failure, writes nothing more. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (memory;
                parts) {
            if (broken) {
                return;
            }
            if (filled > done) {
                compress();
            }
            compressWaiting();
            parts.end(base + filled, (int) check.getValue());
        }
    }

    /** Doubles the window until it contains all data that a distance can reach. From then on, slides it. */
    private void makeRoom() throws IOException {
        int most = largestWindow(reach);
        if (window.length < most) {
            window = Arrays.copyOf(window, (int) Math.min(most, 2L * window.length));
        } else {
            compressWaiting();
            int gone = (done - reach) & -LongRepeats.ANCHOR;
            System.arraycopy(window, gone, window, 0, filled - gone);
            base += gone;
            done -= gone;
            filled -= gone;
        }
    }

    private static int largestWindow(int reach) {
        return reach + Math.max(2 * PART, reach / 2);
    }

    private void compress() throws IOException {
        List<Piece> pieces = repeats.pieces(window, base, done, filled);
        done = filled;
        waiting.add(pieces);
        search.look(pieces);
        if (search.isReady()) {
            compressWaiting();
        }
    }

    private void compressWaiting() throws IOException {
        for (List<Piece> pieces : waiting) {
            divide(pieces, LONG);
            copy();
        }
        waiting.clear();
    }

    /** Turns long repeats into copies, with the data between them if little of it is new. */
    private void divide(List<Piece> pieces, int longest) throws IOException {
        List<Piece> between = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.repeats() && piece.length() >= longest) {
                settle(between, longest);
                copied.add(piece);
                between = new ArrayList<>();
            } else {
                between.add(piece);
            }
        }
        settle(between, longest);
    }

    private void settle(List<Piece> pieces, int longest) throws IOException {
        if (pieces.isEmpty()) {
            return;
        }
        int at = pieces.get(0).at();
        int length = pieces.get(pieces.size() - 1).end() - at;
        int unknown = length - known(pieces, 1);
        if (unknown < FEW && (copies.hasBegun() || !copied.isEmpty())) {
            copied.addAll(pieces);
        } else if (longest > SHORTER && length - known(pieces, SHORTER) < length / MOSTLY) {
            divide(pieces, SHORTER);
        } else {
            copy();
            compress(at, length);
        }
    }

    private static int known(List<Piece> pieces, int least) {
        return pieces.stream()
                .filter(piece -> piece.repeats() && piece.length() >= least)
                .mapToInt(Piece::length)
                .sum();
    }

    private void copy() throws IOException {
        if (!copied.isEmpty()) {
            for (Piece piece : copied) {
                parts.reachBack(piece.distance());
            }
            parts.add(copies.encode(window, copied));
            copied.clear();
        }
    }

    private void compress(int at, int length) throws IOException {
        LZMA2Options options = search.options();
        // as much as the dictionary holds: of the images of three platforms, the last has most in common with the first
        int history = Math.min(at, Math.max(0, options.getDictSize() - length));
        // not more than the dictionary holds, but not empty either: a part without a preset dictionary would reset the
        // dictionary, and later copies could not refer to the data before it
        int from = Math.min((at - history + (ALIGNED - 1)) & -ALIGNED, Math.max(0, at - 1) & -ALIGNED);
        LZMA2Options own = (LZMA2Options) options.clone();
        int size = at + length - from;
        own.setDictSize(Math.min(
                options.getDictSize(), Math.max(LZMA2Options.DICT_SIZE_MIN, Integer.highestOneBit(size - 1) << 1)));
        if (from < at) {
            own.setPresetDict(Arrays.copyOfRange(window, from, at));
        }
        parts.reachBack(Math.min(size, own.getDictSize()));
        parts.compress(own, Arrays.copyOfRange(window, at, at + length));
        copies.interrupted();
    }
}
