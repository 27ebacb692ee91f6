// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds data that repeats from further back in the window than a match finder looks. Every 64th byte is an anchor,
 * stored under the hash of the 64 bytes from it on. A rolling hash over new data finds these bytes at any position. If
 * they occur several times, the last occurrence is used, so that distances stay short.
 */
final class LongRepeats {
    /** Number of bytes that are hashed, and of bytes from one anchor to the next. */
    static final int ANCHOR = 64;

    /** Number of bytes at the beginning of a copy after which a nearer one is looked for: two headers of tar. */
    private static final int HEAD = 1024;

    private static final int ANCHOR_BITS = 6;
    private static final int NONE = -1;
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final long LEAVING = power();

    private final int reach;
    private final int shift;

    /** By hash: the number of the last anchor with this hash, plus one; 0 if there is none. */
    private final int[] anchors;

    /** By the number of an anchor, modulo the size: the index of its hash in {@link #anchors}, or {@link #NONE}. */
    private final int[] places;

    /**
     * Finds repeats in one window.
     *
     * @param reach the largest distance, in bytes
     */
    LongRepeats(int reach) {
        this.reach = reach;
        int bits = Math.max(10, Integer.SIZE - Integer.numberOfLeadingZeros(reach >>> ANCHOR_BITS));
        shift = Long.SIZE - bits;
        anchors = new int[1 << bits];
        places = new int[1 << bits];
    }

    /**
     * The pieces of a part of the window. None of them is empty.
     *
     * @param base the number of bytes before the window's first one, a multiple of {@link #ANCHOR}
     */
    List<Piece> pieces(byte[] window, long base, int from, int to) {
        for (long number = (base + from) >>> ANCHOR_BITS; number <= (base + to) >>> ANCHOR_BITS; number++) {
            places[index(number)] = NONE;
        }
        List<Piece> pieces = new ArrayList<>();
        int unknown = from;
        int at = from;
        long hash = hash(window, at, to);
        while (at + ANCHOR <= to) {
            int place = place(hash);
            int source = source(place, base, at);
            if (source >= 0 && Arrays.equals(window, source, source + ANCHOR, window, at, at + ANCHOR)) {
                int end = end(window, base, source, at, to);
                while (at > unknown && source > 0 && window[at - 1] == window[source - 1]) {
                    at--;
                    source--;
                }
                add(pieces, unknown, at, 0);
                add(pieces, at, end, at - source);
                carry(window, base, at, end, at - source);
                at = end;
                unknown = end;
                hash = hash(window, at, to);
                continue;
            }
            if ((base + at) % ANCHOR == 0) {
                put(place, (base + at) >>> ANCHOR_BITS);
            }
            if (at + ANCHOR < to) {
                hash = (hash - window[at] * LEAVING) * FACTOR + window[at + ANCHOR];
            }
            at++;
        }
        add(pieces, unknown, to, 0);
        return pieces;
    }

    /**
     * The end of a copy. It ends early if a nearer copy repeats all that follows. So a header of tar that two distant
     * files have in common does not make the whole second file a copy of the distant one.
     */
    private int end(byte[] window, long base, int source, int at, int to) {
        int distance = at - source;
        int end = at + length(window, source, at, to);
        int first = source + ANCHOR - (int) ((base + source) % ANCHOR);
        int last = Math.min(source + HEAD, end - distance - ANCHOR);
        for (int anchor = first; anchor <= last; anchor += ANCHOR) {
            int place = places[index((base + anchor) >>> ANCHOR_BITS)];
            int next = anchor + distance;
            int nearer = place == NONE ? -1 : source(place, base, next);
            if (nearer > anchor && length(window, nearer, next, to) >= end - next) {
                return next;
            }
        }
        return end;
    }

    /** The number of bytes from {@code at} on that are those from {@code source} on. */
    private static int length(byte[] window, int source, int at, int to) {
        int length = Arrays.mismatch(window, source, source + to - at, window, at, to);
        return length < 0 ? to - at : length;
    }

    private static void add(List<Piece> pieces, int from, int to, int distance) {
        if (to > from) {
            pieces.add(new Piece(from, to - from, distance));
        }
    }

    /**
     * Stores the anchors of a copy. If the original has its anchors at the same bytes, their hashes are known.
     * Otherwise one in sixteen is computed.
     */
    private void carry(byte[] window, long base, int from, int to, int distance) {
        int first = (int) (-(base + from) & (ANCHOR - 1)) + from;
        boolean aligned = distance % ANCHOR == 0;
        int step = aligned ? ANCHOR : ANCHOR << 4;
        for (int at = first; at + ANCHOR <= to; at += step) {
            long number = (base + at) >>> ANCHOR_BITS;
            int place = aligned ? places[index(number - distance / ANCHOR)] : place(hash(window, at, to));
            if (place != NONE) {
                put(place, number);
            }
        }
    }

    private void put(int place, long number) {
        anchors[place] = (int) number + 1;
        places[index(number)] = place;
    }

    /** The index of an anchor in {@link #places}. */
    private int index(long number) {
        return (int) number & (places.length - 1);
    }

    private int source(int place, long base, int at) {
        if (anchors[place] == 0) {
            return -1;
        }
        long source = ((anchors[place] - 1L) << ANCHOR_BITS) - base;
        return source >= 0 && source < at && at - source <= reach ? (int) source : -1;
    }

    private int place(long hash) {
        return (int) (((hash ^ (hash >>> 32)) * FACTOR) >>> shift);
    }

    private static long hash(byte[] window, int at, int to) {
        long hash = 0;
        for (int i = at; i < Math.min(at + ANCHOR, to); i++) {
            hash = hash * FACTOR + window[i];
        }
        return hash;
    }

    private static long power() {
        long power = 1;
        for (int i = 1; i < ANCHOR; i++) {
            power *= FACTOR;
        }
        return power;
    }
}
