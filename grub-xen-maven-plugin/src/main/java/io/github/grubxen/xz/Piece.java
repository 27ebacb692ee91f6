// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

/**
 * A piece of the data in the window.
 *
 * @param at its offset in the window
 * @param length its length in bytes
 * @param distance the distance back to the same bytes; 0 if it is not known to repeat
 */
record Piece(int at, int length, int distance) {

    int end() {
        return at + length;
    }

    boolean repeats() {
        return distance > 0;
    }
}
