// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

/**
 * A place in a script.
 *
 * @param line from 1
 * @param column from 1, in bytes
 */
public record Position(int line, int column) {
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
