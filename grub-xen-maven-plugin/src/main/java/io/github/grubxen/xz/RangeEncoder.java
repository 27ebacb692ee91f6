// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

import java.util.Arrays;

/**
 * Codes single bits with adaptive probabilities into a chunk of LZMA2.
 *
 * <p>Source: the LZMA specification that comes with the LZMA SDK, "The Range Decoder", turned round.
 */
final class RangeEncoder {
    /** Bytes that may still come out when the last bit is in. */
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

    /** Codes into an array, which must be large enough. */
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

    /** Probabilities that know nothing yet. */
    static short[] fresh(int count) {
        short[] probabilities = new short[count];
        forget(probabilities);
        return probabilities;
    }

    static void forget(short[] probabilities) {
        Arrays.fill(probabilities, (short) (ONE / 2));
    }

    /** Codes a bit whose probability stands at an index. */
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

    /** Codes the low bits of a number, the highest first, each with the probability of those before it. */
    void tree(short[] probabilities, int offset, int bits, int value) {
        int node = 1;
        for (int i = bits - 1; i >= 0; i--) {
            int bit = (value >>> i) & 1;
            bit(probabilities, offset + node, bit);
            node = (node << 1) | bit;
        }
    }

    /** As {@link #tree}, the lowest first. */
    void reverseTree(short[] probabilities, int offset, int bits, int value) {
        int node = 1;
        for (int i = 0; i < bits; i++) {
            int bit = (value >>> i) & 1;
            bit(probabilities, offset + node, bit);
            node = (node << 1) | bit;
        }
    }

    /** Codes the low bits of a number, the highest first, none likelier than the other. */
    void direct(int value, int bits) {
        for (int i = bits - 1; i >= 0; i--) {
            range >>>= 1;
            if (((value >>> i) & 1) == 1) {
                low += range & MASK;
            }
            normalize();
        }
    }

    /** Bytes of the chunk if it ended here, at most. */
    int pending() {
        return size + heldBytes + TAIL;
    }

    /** Ends the chunk; its size in bytes. */
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

    /** A byte of 0xff may yet change by a carry, so it waits for what follows. */
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
