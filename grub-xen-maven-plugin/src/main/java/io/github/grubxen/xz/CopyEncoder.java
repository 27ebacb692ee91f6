// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Writes LZMA2 chunks for data whose repeats are known: matches of the greatest possible length, one after the other,
 * and literals for the few bytes between two repeats. There is no search.
 *
 * <p>Source: the LZMA specification of the LZMA SDK, which describes the decoder; The .xz File Format, section 5.3.1,
 * and the LZMA2 decoder of XZ for Java for the headers of chunks.
 */
final class CopyEncoder {
    /**
     * LZMA's lc, with lp and pb 0: three bits of the byte before a literal select its probabilities, its position does
     * not.
     */
    private static final int PROPERTIES = 3;

    private static final int CHUNK = 1 << 21;
    private static final int COMPRESSED = 1 << 16;
    /** Upper bound for the encoded size of a match or literal, in bytes. */
    private static final int SYMBOL = 64;

    private static final int STATES = 12;
    private static final int AFTER_MATCH = 7;
    private static final int SHORTEST = 2;
    private static final int LITERAL = 0x300;
    private static final int LENGTH_STATES = 4;
    private static final int SLOT_BITS = 6;
    private static final int ALIGN_BITS = 4;
    private static final int FIRST_MODELLED = 4;
    private static final int FIRST_DIRECT = 14;

    private final byte[] chunk = new byte[COMPRESSED];
    private final RangeEncoder range = new RangeEncoder(chunk);
    private final short[] isMatch = new short[STATES];
    private final short[] isRepeat = new short[STATES];
    private final short[] isNotLast = new short[STATES];
    private final short[] isNotSecond = new short[STATES];
    private final short[] isNotThird = new short[STATES];
    private final short[] isLong = new short[STATES];
    private final short[] literals = new short[LITERAL << PROPERTIES];
    private final short[] slots = new short[LENGTH_STATES << SLOT_BITS];
    private final short[] modelled = new short[128];
    private final short[] aligned = new short[1 << ALIGN_BITS];
    private final LengthCoder matchLength = new LengthCoder();
    private final LengthCoder repeatLength = new LengthCoder();

    /** The distances of the last four matches, each minus one, with the last match first. */
    private final int[] last = new int[4];

    private int state;
    private boolean begun;

    /**
     * Must be called if other data was written after the last chunk. The next chunk then does not rely on earlier ones.
     */
    void interrupted() {
        begun = false;
    }

    /** Whether the last chunk that was written is from this encoder. */
    boolean hasBegun() {
        return begun;
    }

    /**
     * Chunks for consecutive pieces.
     *
     * @param window the data of the pieces, and the data before them
     */
    byte[] encode(byte[] window, List<Piece> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int start = pieces.get(0).at();
        boolean fresh = !begun;
        begin();
        for (Piece piece : pieces) {
            int at = piece.at();
            while (at < piece.end()) {
                int most = Math.min(piece.end() - at, LengthCoder.LONGEST);
                if (at + most - start > CHUNK || range.pending() > COMPRESSED - SYMBOL) {
                    write(out, at - start, fresh);
                    fresh = false;
                    start = at;
                }
                if (piece.repeats() && most >= SHORTEST) {
                    match(piece.distance() - 1, most);
                    at += most;
                } else {
                    at += unknown(window, at, most);
                }
            }
        }
        write(out, pieces.get(pieces.size() - 1).end() - start, fresh);
        return out.toByteArray();
    }

    private void begin() {
        range.restart();
        if (begun) {
            return;
        }
        begun = true;
        state = 0;
        Arrays.fill(last, 0);
        for (short[] probabilities : List.of(
                isMatch, isRepeat, isNotLast, isNotSecond, isNotThird, isLong, literals, slots, modelled, aligned)) {
            RangeEncoder.forget(probabilities);
        }
        matchLength.forget();
        repeatLength.forget();
    }

    private void write(ByteArrayOutputStream out, int length, boolean fresh) {
        int size = range.finish();
        out.write((fresh ? 0xc0 : 0x80) | ((length - 1) >>> 16));
        out.write((length - 1) >>> 8);
        out.write(length - 1);
        out.write((size - 1) >>> 8);
        out.write(size - 1);
        if (fresh) {
            out.write(PROPERTIES);
        }
        out.write(chunk, 0, size);
        range.restart();
    }

    /** Encodes bytes of no known origin. They often repeat bytes at the same distance as their neighbours. */
    private int unknown(byte[] window, int at, int most) {
        for (int distance : last) {
            int same = at > distance ? same(window, at, distance + 1, most) : 0;
            if (same >= SHORTEST) {
                match(distance, same);
                return same;
            }
        }
        literal(window, at);
        return 1;
    }

    private static int same(byte[] window, int at, int distance, int most) {
        int length = 0;
        while (length < most && window[at + length] == window[at + length - distance]) {
            length++;
        }
        return length;
    }

    private void literal(byte[] window, int at) {
        range.bit(isMatch, state, 0);
        int value = window[at] & 0xff;
        int offset = LITERAL * (at == 0 ? 0 : (window[at - 1] & 0xff) >>> (Byte.SIZE - PROPERTIES));
        if (state < AFTER_MATCH) {
            range.tree(literals, offset, Byte.SIZE, value);
        } else {
            int other = window[at - last[0] - 1] & 0xff;
            int node = 1;
            boolean alike = true;
            for (int i = Byte.SIZE - 1; i >= 0; i--) {
                int bit = (value >>> i) & 1;
                int otherBit = (other >>> i) & 1;
                range.bit(literals, offset + (alike ? (1 + otherBit) << Byte.SIZE : 0) + node, bit);
                alike &= bit == otherBit;
                node = (node << 1) | bit;
            }
        }
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
    }

    /**
     * A match.
     *
     * @param distance the distance minus one
     */
    private void match(int distance, int length) {
        range.bit(isMatch, state, 1);
        int known = 0;
        while (known < last.length && last[known] != distance) {
            known++;
        }
        if (known == last.length) {
            range.bit(isRepeat, state, 0);
            state = state < AFTER_MATCH ? 7 : 10;
            matchLength.encode(range, length);
            distance(distance, length);
            known--;
        } else {
            range.bit(isRepeat, state, 1);
            range.bit(isNotLast, state, known == 0 ? 0 : 1);
            if (known == 0) {
                range.bit(isLong, state, 1);
            } else {
                range.bit(isNotSecond, state, known == 1 ? 0 : 1);
                if (known > 1) {
                    range.bit(isNotThird, state, known == 2 ? 0 : 1);
                }
            }
            state = state < AFTER_MATCH ? 8 : 11;
            repeatLength.encode(range, length);
        }
        System.arraycopy(last, 0, last, 1, known);
        last[0] = distance;
    }

    private void distance(int distance, int length) {
        int slot = slot(distance);
        range.tree(slots, Math.min(length - SHORTEST, LENGTH_STATES - 1) << SLOT_BITS, SLOT_BITS, slot);
        if (slot >= FIRST_MODELLED) {
            int bits = (slot >>> 1) - 1;
            int base = (2 | (slot & 1)) << bits;
            if (slot < FIRST_DIRECT) {
                range.reverseTree(modelled, base - slot, bits, distance - base);
            } else {
                range.direct((distance - base) >>> ALIGN_BITS, bits - ALIGN_BITS);
                range.reverseTree(aligned, 0, ALIGN_BITS, distance - base);
            }
        }
    }

    /** The two highest bits of a distance, and the number of bits after them. */
    private static int slot(int distance) {
        if (distance < FIRST_MODELLED) {
            return distance;
        }
        int highest = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(distance);
        return (highest << 1) | (distance >>> (highest - 1) & 1);
    }
}
