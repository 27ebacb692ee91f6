// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

import java.util.Arrays;

/**
 * Encodes single bits with adaptive probabilities into an LZMA2 chunk.
 *
 * <p>Source: the LZMA specification of the LZMA SDK, "The Range Decoder", of which this is the reverse.
 */
final class RangeEncoder {
    /** Number of bytes that are still written after the last bit. */
    static final int TAIL = 5;

    private static final int PROBABILITY_BITS = 11;
    private static final int SHIFT = 5;
    private static final int ONE = 1 << PROBABILITY_BITS;
    private static final int BYTE = 8;
    private static final int TOP = 24;
    private static final long MASK = 0xffff_ffffL;

    private final byte[] out;
    private int size;
    private long low;
    private int range;
    private int held;
    private int heldBytes;

    /** Encodes into an array, which must be large enough. */
    RangeEncoder(byte[] out) {
        this.out = out;
        restart();
    }

    /** Begins a chunk. */
    void restart() {
        size = 0;
        low = 0;
        range = -1;
        held = 0;
        heldBytes = 1;
    }

    /** Probabilities in their initial state. */
    static short[] fresh(int count) {
        short[] probabilities = new short[count];
        forget(probabilities);
        return probabilities;
    }

    static void forget(short[] probabilities) {
        Arrays.fill(probabilities, (short) (ONE / 2));
    }

    /** Encodes a bit with the probability at an index. */
    void bit(short[] probabilities, int index, int bit) {
        int probability = probabilities[index];
        int bound = (range >>> PROBABILITY_BITS) * probability;
        if (bit == 0) {
            range = bound;
            probabilities[index] = (short) (probability + ((ONE - probability) >>> SHIFT));
        } else {
            low += bound & MASK;
            range -= bound;
            probabilities[index] = (short) (probability - (probability >>> SHIFT));
        }
        normalize();
    }

    /** Encodes the low bits of a number, the highest first. The bits before a bit select its probability. */
    void tree(short[] probabilities, int offset, int bits, int value) {
        int node = 1;
        for (int i = bits - 1; i >= 0; i--) {
            int bit = (value >>> i) & 1;
            bit(probabilities, offset + node, bit);
            node = (node << 1) | bit;
        }
    }

    /** Like {@link #tree}, but with the lowest bit first. */
    void reverseTree(short[] probabilities, int offset, int bits, int value) {
        int node = 1;
        for (int i = 0; i < bits; i++) {
            int bit = (value >>> i) & 1;
            bit(probabilities, offset + node, bit);
            node = (node << 1) | bit;
        }
    }

    /** Encodes the low bits of a number, the highest first, with equal probabilities of 0 and 1. */
    void direct(int value, int bits) {
        for (int i = bits - 1; i >= 0; i--) {
            range >>>= 1;
            if (((value >>> i) & 1) == 1) {
                low += range & MASK;
            }
            normalize();
        }
    }

    /** Upper bound for the size of the chunk if it ended here, in bytes. */
    int pending() {
        return size + heldBytes + TAIL;
    }

    /** Ends the chunk, and returns its size in bytes. */
    int finish() {
        for (int i = 0; i < TAIL; i++) {
            shift();
        }
        return size;
    }

    private void normalize() {
        if (range >>> TOP == 0) {
            range <<= BYTE;
            shift();
        }
    }

    /**
     * Writes the next byte. A byte of 0xff is held back with the one before it, because a carry may still change them.
     */
    private void shift() {
        int carry = (int) (low >>> Integer.SIZE);
        if (carry != 0 || low < 0xff00_0000L) {
            int next = held;
            do {
                out[size++] = (byte) (next + carry);
                next = 0xff;
            } while (--heldBytes != 0);
            held = (int) (low >>> TOP) & 0xff;
        }
        heldBytes++;
        low = (low & 0x00ff_ffff) << BYTE;
    }
}
