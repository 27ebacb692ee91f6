// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.gzip;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A gzip file without name and timestamp, as from {@code gzip -n}. The bytes depend on the data and the level, and not
 * on how the calls divide the data.
 *
 * <p>Source: RFC 1952 for the file, RFC 1951 for the deflated data.
 */
public final class GzipOutput extends OutputStream {
    /** Largest distance of a copy, in bytes. */
    private static final int WINDOW = 1 << 15;

    /** Number of bytes that are deflated at once. No copy extends beyond their end. */
    private static final int CHUNK = 1 << 18;

    private static final int SHORTEST = 3;
    private static final int LONGEST = 258;

    /** A copy of three bytes from further away than this costs more than three literals. */
    private static final int TOO_FAR = 1 << 12;

    private static final int HASH_BITS = 15;
    private static final int UNIX = 3;

    private final OutputStream out;
    private final BitOutput bits;
    private final Block block = new Block();
    private final Search search;
    private final CRC32 check = new CRC32();

    /** The last bytes that were deflated, followed by the bytes that are not deflated yet. */
    private final byte[] buffer = new byte[WINDOW + CHUNK];

    /** By the hash of three bytes: the last position where they occur; -1 if there is none. */
    private final int[] last = new int[1 << HASH_BITS];

    /** By position, modulo {@link #WINDOW}: the previous position with the same hash; -1 if there is none. */
    private final int[] before = new int[WINDOW];

    private int done;
    private int filled;
    private long size;
    private int distance;
    private boolean closed;

    /**
     * Begins a file.
     *
     * @param level from 1, fast, to 9, small
     * @throws IllegalArgumentException if the level is not in this range
     */
    public GzipOutput(OutputStream out, int level) throws IOException {
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("level " + level);
        }
        this.out = out;
        bits = new BitOutput(out);
        search = Search.ofLevel(level);
        Arrays.fill(last, -1);
        int effort = level == 9 ? 2 : level == 1 ? 4 : 0;
        out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, (byte) effort, UNIX});
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        check.update(bytes, offset, length);
        size += length;
        for (int at = offset; at < offset + length; ) {
            if (filled - done == CHUNK) {
                deflate(false);
                slide();
            }
            int next = Math.min(offset + length - at, done + CHUNK - filled);
            System.arraycopy(bytes, at, buffer, filled, next);
            at += next;
            filled += next;
        }
    }

    /** Ends the file and closes the stream that it is written to. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            deflate(true);
            bits.align();
            bits.write((int) check.getValue(), Integer.SIZE);
            bits.write((int) size, Integer.SIZE);
            bits.flush();
        }
    }

    /** Moves the bytes that a copy can still reach to the start of the buffer. */
    private void slide() {
        int gone = done - Math.min(done, WINDOW);
        System.arraycopy(buffer, gone, buffer, 0, done - gone);
        rebase(last, gone);
        // a position keeps its index, because gone is a multiple of the window's size
        rebase(before, gone);
        done -= gone;
        filled -= gone;
    }

    private static void rebase(int[] places, int gone) {
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(-1, places[i] - gone);
        }
    }

    private void deflate(boolean end) throws IOException {
        int from = done;
        int at = done;
        while (at < filled) {
            int length = longest(at, SHORTEST - 1, search.chain());
            int far = distance;
            enter(at);
            while (length >= SHORTEST && length < search.lazy() && at + 1 < filled) {
                int effort = length >= search.good() ? search.chain() / 4 : search.chain();
                int better = longest(at + 1, length, effort);
                if (better <= length) {
                    break;
                }
                block.literal(buffer[at]);
                at++;
                from = endIfFull(from, at);
                enter(at);
                length = better;
                far = distance;
            }
            if (length < SHORTEST) {
                block.literal(buffer[at]);
                at++;
            } else {
                block.copy(length, far);
                for (int next = at + 1; next < at + length; next++) {
                    enter(next);
                }
                at += length;
            }
            from = endIfFull(from, at);
        }
        block.writeTo(bits, buffer, from, at - from, end);
        done = at;
    }

    private int endIfFull(int from, int at) throws IOException {
        if (!block.isFull()) {
            return from;
        }
        block.writeTo(bits, buffer, from, at - from, false);
        return at;
    }

    /** Enters a position into the hash chains, so that later ones find it. */
    private void enter(int at) {
        if (at + SHORTEST <= filled) {
            int hash = hash(at);
            before[at & (WINDOW - 1)] = last[hash];
            last[hash] = at;
        }
    }

    private int hash(int at) {
        int three = (buffer[at] & 0xff) << 16 | (buffer[at + 1] & 0xff) << 8 | (buffer[at + 2] & 0xff);
        return (three * 0x9e3779b1) >>> (Integer.SIZE - HASH_BITS);
    }

    /**
     * Finds the longest earlier occurrence of the bytes at a position.
     *
     * @param least a length that it must exceed
     * @param effort the number of earlier positions to examine
     * @return its length, with its distance in the field {@code distance}; {@code least} if there is none
     */
    private int longest(int at, int least, int effort) {
        int most = Math.min(LONGEST, filled - at);
        int best = least;
        if (most < SHORTEST || most <= least) {
            return least;
        }
        int nice = Math.min(search.nice(), most);
        int place = last[hash(at)];
        for (int left = effort; place >= 0 && at - place <= WINDOW && left > 0; left--) {
            if (buffer[place + best] == buffer[at + best] && buffer[place] == buffer[at]) {
                int differs = Arrays.mismatch(buffer, place, place + most, buffer, at, at + most);
                int length = differs < 0 ? most : differs;
                if (length > best && !(length == SHORTEST && at - place > TOO_FAR)) {
                    best = length;
                    distance = at - place;
                    if (best >= nice) {
                        break;
                    }
                }
            }
            int earlier = before[place & (WINDOW - 1)];
            if (earlier >= place) {
                break; // a later position has overwritten the entry
            }
            place = earlier;
        }
        return best;
    }
}
