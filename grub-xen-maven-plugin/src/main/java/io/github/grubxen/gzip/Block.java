// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.gzip;

import java.io.IOException;
import java.util.Arrays;

/**
 * A block of deflated data: literal bytes and copies of earlier data, written as the shortest of the three types of
 * block.
 *
 * <p>Source: RFC 1951, sections 3.2.3 to 3.2.7.
 */
final class Block {
    /**
     * Largest number of literals and copies in a block: a few tens of KiB of data, for which codes of its own pay off.
     */
    static final int MAX_SYMBOLS = 1 << 15;

    private static final int END = 256;
    private static final int LITERALS = 286;
    private static final int DISTANCES = 30;
    private static final int LENGTHS = 19;

    private static final int LONGEST_WORD = 15;
    private static final int LONGEST_LENGTH_WORD = 7;

    /** The order in which the word lengths of the code for lengths are written. */
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private static final HuffmanCode FIXED = fixed();
    private static final HuffmanCode FIXED_DISTANCES =
            HuffmanCode.ofLengths(filled(new int[DISTANCES], 0, DISTANCES, 5));

    private static final int STORED = 0;
    private static final int WITH_FIXED_CODES = 1;
    private static final int WITH_OWN_CODES = 2;
    private static final int HEAD = 3;

    /** Largest size of a stored block, in bytes. */
    private static final int STORED_MOST = 0xffff;

    /** A byte, or the length of a copy and, from the bit {@link #DISTANCE_AT} on, its distance. */
    private final int[] items = new int[MAX_SYMBOLS];

    private static final int DISTANCE_AT = 9;

    private final int[] literals = new int[LITERALS];
    private final int[] distances = new int[DISTANCES];
    private int size;
    private long extraBits;

    /** Adds a byte. */
    void literal(byte value) {
        items[size++] = value & 0xff;
        literals[value & 0xff]++;
    }

    /**
     * Adds a copy.
     *
     * @param length 3 to 258 bytes
     * @param distance 1 to 32768 bytes back
     */
    void copy(int length, int distance) {
        items[size++] = distance << DISTANCE_AT | length;
        literals[lengthSymbol(length)]++;
        distances[distanceSymbol(distance)]++;
        extraBits += lengthExtra(length) + distanceExtra(distance);
    }

    boolean isFull() {
        return size == MAX_SYMBOLS;
    }

    /**
     * Writes the block and empties it.
     *
     * @param bytes contains the uncompressed data of the block: {@code length} bytes from {@code offset} on
     * @param last whether this is the last block
     */
    void writeTo(BitOutput out, byte[] bytes, int offset, int length, boolean last) throws IOException {
        literals[END] = 1;
        HuffmanCode own = HuffmanCode.ofFrequencies(literals, LONGEST_WORD);
        HuffmanCode ownDistances = HuffmanCode.ofFrequencies(distances, LONGEST_WORD);
        CodeLengths lengths = new CodeLengths(own, ownDistances);
        long withOwn = lengths.cost() + own.cost(literals) + ownDistances.cost(distances) + extraBits;
        long withFixed = FIXED.cost(literals) + FIXED_DISTANCES.cost(distances) + extraBits;
        long stored = (long) Byte.SIZE * (length + 5L * (1 + length / STORED_MOST));
        if (stored <= Math.min(withOwn, withFixed)) {
            store(out, bytes, offset, length, last);
        } else if (withFixed <= withOwn) {
            out.write((last ? 1 : 0) | WITH_FIXED_CODES << 1, HEAD);
            writeItems(out, FIXED, FIXED_DISTANCES);
        } else {
            out.write((last ? 1 : 0) | WITH_OWN_CODES << 1, HEAD);
            lengths.writeTo(out);
            writeItems(out, own, ownDistances);
        }
        size = 0;
        extraBits = 0;
        Arrays.fill(literals, 0);
        Arrays.fill(distances, 0);
    }

    private static void store(BitOutput out, byte[] bytes, int offset, int length, boolean last) throws IOException {
        int at = offset;
        do {
            int next = Math.min(STORED_MOST, offset + length - at);
            boolean end = at + next == offset + length;
            out.write((last && end ? 1 : 0) | STORED << 1, HEAD);
            out.align();
            out.write(next, Short.SIZE);
            out.write(~next & 0xffff, Short.SIZE);
            out.write(bytes, at, next);
            at += next;
        } while (at < offset + length);
    }

    private void writeItems(BitOutput out, HuffmanCode code, HuffmanCode distanceCode) throws IOException {
        for (int i = 0; i < size; i++) {
            int length = items[i] & ((1 << DISTANCE_AT) - 1);
            int distance = items[i] >>> DISTANCE_AT;
            if (distance == 0) {
                out.write(code.word(length), code.length(length));
            } else {
                int symbol = lengthSymbol(length);
                out.write(code.word(symbol), code.length(symbol));
                int extra = lengthExtra(length);
                out.write((length - 3) & ((1 << extra) - 1), extra);
                int far = distanceSymbol(distance);
                out.write(distanceCode.word(far), distanceCode.length(far));
                int farExtra = distanceExtra(distance);
                out.write((distance - 1) & ((1 << farExtra) - 1), farExtra);
            }
        }
        out.write(code.word(END), code.length(END));
    }

    /** The lengths 3 to 10 have a symbol each, each power of two after them has four, and 258 has its own. */
    private static int lengthSymbol(int length) {
        int from = length - 3;
        if (length == 258) {
            return 285;
        }
        int power = log2(from | 4);
        return END + 1 + (from < 8 ? from : 4 * (power - 1) + (from >> (power - 2) & 3));
    }

    private static int lengthExtra(int length) {
        return length == 258 ? 0 : Math.max(0, log2((length - 3) | 4) - 2);
    }

    /** The distances 1 to 4 have a symbol each, and each power of two after them has two. */
    private static int distanceSymbol(int distance) {
        int from = distance - 1;
        int power = log2(from | 2);
        return from < 4 ? from : 2 * power + (from >> (power - 1) & 1);
    }

    private static int distanceExtra(int distance) {
        return Math.max(0, log2((distance - 1) | 2) - 1);
    }

    private static int log2(int value) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
    }

    private static HuffmanCode fixed() {
        int[] lengths = filled(new int[LITERALS + 2], 0, 144, 8);
        filled(lengths, 144, 256, 9);
        filled(lengths, 256, 280, 7);
        return HuffmanCode.ofLengths(filled(lengths, 280, 288, 8));
    }

    private static int[] filled(int[] lengths, int from, int to, int length) {
        Arrays.fill(lengths, from, to, length);
        return lengths;
    }

    /** The word lengths of both codes. A block with its own codes begins with them. */
    private static final class CodeLengths {
        private static final int REPEAT = 16;
        private static final int ZEROS = 17;
        private static final int MANY_ZEROS = 18;
        /** The numbers of extra bits of these three symbols. */
        private static final int[] EXTRA = {2, 3, 7};
        /** The shortest runs that these three symbols stand for. */
        private static final int[] LEAST = {3, 3, 11};

        private final int literals;
        private final int distances;
        private final int[] runs;
        private final int[] extras;
        private final int[] frequencies = new int[LENGTHS];
        private final HuffmanCode code;
        private int count;

        CodeLengths(HuffmanCode literalCode, HuffmanCode distanceCode) {
            literals = literalCode.size();
            distances = distanceCode.size();
            int[] all = new int[literals + distances];
            for (int i = 0; i < all.length; i++) {
                all[i] = i < literals ? literalCode.length(i) : distanceCode.length(i - literals);
            }
            runs = new int[all.length];
            extras = new int[all.length];
            for (int at = 0; at < all.length; ) {
                int end = at + 1;
                while (end < all.length && all[end] == all[at]) {
                    end++;
                }
                addRun(all[at], end - at);
                at = end;
            }
            code = HuffmanCode.ofFrequencies(frequencies, LONGEST_LENGTH_WORD);
        }

        private void addRun(int length, int times) {
            int left = times;
            if (length != 0) {
                add(length, 0);
                left--;
            }
            while (left >= LEAST[0]) {
                int kind = length != 0 ? REPEAT : left < LEAST[2] ? ZEROS : MANY_ZEROS;
                int least = LEAST[kind - REPEAT];
                int next = Math.min(left, least + (1 << EXTRA[kind - REPEAT]) - 1);
                add(kind, next - least);
                left -= next;
            }
            for (; left > 0; left--) {
                add(length, 0);
            }
        }

        private void add(int symbol, int extra) {
            runs[count] = symbol;
            extras[count++] = extra;
            frequencies[symbol]++;
        }

        private int written() {
            int written = LENGTHS;
            while (written > 4 && code.length(ORDER[written - 1]) == 0) {
                written--;
            }
            return written;
        }

        long cost() {
            long bits = 5 + 5 + 4 + 3L * written() + code.cost(frequencies);
            for (int kind = REPEAT; kind <= MANY_ZEROS; kind++) {
                bits += (long) frequencies[kind] * EXTRA[kind - REPEAT];
            }
            return bits;
        }

        void writeTo(BitOutput out) throws IOException {
            int written = written();
            out.write(literals - 257, 5);
            out.write(distances - 1, 5);
            out.write(written - 4, 4);
            for (int i = 0; i < written; i++) {
                out.write(code.length(ORDER[i]), 3);
            }
            for (int i = 0; i < count; i++) {
                out.write(code.word(runs[i]), code.length(runs[i]));
                if (runs[i] >= REPEAT) {
                    out.write(extras[i], EXTRA[runs[i] - REPEAT]);
                }
            }
        }
    }
}
