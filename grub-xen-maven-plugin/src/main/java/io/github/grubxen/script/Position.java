// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import io.github.grubxen.io.Place;

/**
 * A position in a script.
 *
 * @param line from 1
 * @param column from 1, in bytes
 */
public record Position(int line, int column) {
    /** The same position as a place in a file. */
    public Place.Line in(String file) {
        return new Place.Line(file, line, column);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
