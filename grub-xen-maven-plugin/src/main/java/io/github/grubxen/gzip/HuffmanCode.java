// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.gzip;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A Huffman code whose words have a limited length: the shortest such code for given frequencies.
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

    /** The code with words of these lengths, in bits. A symbol with the length 0 has no word. */
    static HuffmanCode ofLengths(int[] lengths) {
        return new HuffmanCode(lengths);
    }

    /**
     * The shortest code for symbols with these frequencies. At least two symbols get a word, because some readers
     * require a complete code.
     *
     * @param limit largest length of a word, in bits
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

    /** Length of a symbol's word, in bits. */
    int length(int symbol) {
        return lengths[symbol];
    }

    /** A symbol's word. Its first bit is the lowest one. */
    int word(int symbol) {
        return words[symbol];
    }

    /** The number of symbols up to the last one with a word. */
    int size() {
        int size = lengths.length;
        while (size > 0 && lengths[size - 1] == 0) {
            size--;
        }
        return size;
    }

    /** Total length in bits of the words for symbols with these frequencies. */
    long cost(int[] frequencies) {
        long bits = 0;
        for (int symbol = 0; symbol < frequencies.length; symbol++) {
            bits += (long) frequencies[symbol] * lengths[symbol];
        }
        return bits;
    }

    /**
     * Word lengths by package-merge. There is one level for each bit that a word may have. A level contains all
     * symbols, and pairs of the entries of the level before it. A word has one bit for each level on which its symbol
     * is among the cheapest entries.
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

    /** Assigns words: shorter ones first, and words of the same length in the order of their symbols. */
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
