// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

/**
 * Encodes the length of a match as LZMA does.
 *
 * <p>Source: the LZMA specification of the LZMA SDK, "The match length decoding".
 */
final class LengthCoder {
    /** The longest match, in bytes. */
    static final int LONGEST = 273;

    private static final int SHORTEST = 2;
    private static final int LOW = 8;
    private static final int MIDDLE = 16;

    private final short[] choice = new short[2];
    private final short[] low = new short[8];
    private final short[] middle = new short[8];
    private final short[] high = new short[256];

    void forget() {
        RangeEncoder.forget(choice);
        RangeEncoder.forget(low);
        RangeEncoder.forget(middle);
        RangeEncoder.forget(high);
    }

    void encode(RangeEncoder range, int length) {
        int rest = length - SHORTEST;
        if (rest < LOW) {
            range.bit(choice, 0, 0);
            range.tree(low, 0, 3, rest);
        } else if (rest < MIDDLE) {
            range.bit(choice, 0, 1);
            range.bit(choice, 1, 0);
            range.tree(middle, 0, 3, rest - LOW);
        } else {
            range.bit(choice, 0, 1);
            range.bit(choice, 1, 1);
            range.tree(high, 0, 8, rest - MIDDLE);
        }
    }
}
