// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.gzip;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A Huffman code whose words are no longer than a limit: the shortest one for given frequencies.
 *
 * <p>Source: RFC 1951, section 3.2.2, for the words; Larmore and Hirschberg, "A fast algorithm for optimal length-limited Huffman
 * codes", for their lengths.
 */
final class HuffmanCode {
    private final int[] lengths;
    private final int[] words;

    private HuffmanCode(int[] lengths) {
        this.lengths = lengths;
        this.words = words(lengths);
    }

    /** The code with words of these lengths, 0 for a symbol without one. */
    static HuffmanCode ofLengths(int[] lengths) {
        return new HuffmanCode(lengths);
    }

    /**
     * The shortest code for symbols that occur so often.
     *
     * @param limit the longest word, in bits; at least two symbols get a word, as some readers want a complete code
     */
    static HuffmanCode ofFrequencies(int[] frequencies, int limit) {
        int[] often = frequencies.clone();
        long used = Arrays.stream(often).filter(times -> times > 0).count();
        for (int symbol = 0; used < 2; symbol++) {
            if (often[symbol] == 0) {
                often[symbol] = 1;
                used++;
            }
        }
        return new HuffmanCode(lengths(often, limit));
    }

    /** Bits of a symbol's word. */
    int length(int symbol) {
        return lengths[symbol];
    }

    /** A symbol's word, its first bit the lowest. */
    int word(int symbol) {
        return words[symbol];
    }

    /** How many symbols there are up to the last one with a word. */
    int size() {
        int size = lengths.length;
        while (size > 0 && lengths[size - 1] == 0) {
            size--;
        }
        return size;
    }

    /** Bits of all words where symbols occur so often. */
    long cost(int[] frequencies) {
        long bits = 0;
        for (int symbol = 0; symbol < frequencies.length; symbol++) {
            bits += (long) frequencies[symbol] * lengths[symbol];
        }
        return bits;
    }

    /**
     * Package-merge: at each of as many levels as a word may have bits lie all symbols, and the pairs of what lies on the level
     * before; a symbol's word has as many bits as levels on which it is among the cheapest.
     */
    private static int[] lengths(int[] frequencies, int limit) {
        int[] symbols = IntStream.range(0, frequencies.length)
                .filter(symbol -> frequencies[symbol] > 0)
                .boxed()
                .sorted((a, b) -> Integer.compare(frequencies[a], frequencies[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] pairs = {};
        boolean[][] isSymbol = new boolean[limit][];
        for (int level = 0; level < limit; level++) {
            long[] merged = new long[symbols.length + pairs.length];
            isSymbol[level] = new boolean[merged.length];
            int nextSymbol = 0;
            for (int i = 0; i < merged.length; i++) {
                int nextPair = i - nextSymbol;
                isSymbol[level][i] = nextPair == pairs.length
                        || (nextSymbol < symbols.length && frequencies[symbols[nextSymbol]] <= pairs[nextPair]);
                merged[i] = isSymbol[level][i] ? frequencies[symbols[nextSymbol++]] : pairs[nextPair];
            }
            pairs = new long[merged.length / 2];
            for (int i = 0; i < pairs.length; i++) {
                pairs[i] = merged[2 * i] + merged[2 * i + 1];
            }
        }
        int[] lengths = new int[frequencies.length];
        int taken = 2 * symbols.length - 2;
        for (int level = limit - 1; level >= 0; level--) {
            int cheapest = 0;
            for (int i = 0; i < taken; i++) {
                if (isSymbol[level][i]) {
                    lengths[symbols[cheapest++]]++;
                }
            }
            taken = 2 * (taken - cheapest);
        }
        return lengths;
    }

    /** Shorter words come first, those of one length in the symbols' order. */
    private static int[] words(int[] lengths) {
        int[] words = new int[lengths.length];
        int longest = Arrays.stream(lengths).max().orElse(0);
        int next = 0;
        for (int length = 1; length <= longest; length++) {
            next <<= 1;
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] == length) {
                    words[symbol] = Integer.reverse(next++) >>> (Integer.SIZE - length);
                }
            }
        }
        return words;
    }
}
