// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

/** Rounds positions and sizes in an image up. */
final class Align {
    private Align() {}

    /** The smallest multiple of a unit that is not below the value. */
    static long up(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }
}
