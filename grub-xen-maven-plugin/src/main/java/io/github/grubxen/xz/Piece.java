// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

/**
 * A part of what is compressed.
 *
 * @param at where it begins in the window
 * @param length in bytes
 * @param distance how far back the same bytes stand; 0 where none are known
 */
record Piece(int at, int length, int distance) {

    int end() {
        return at + length;
    }

    boolean repeats() {
        return distance > 0;
    }
}
