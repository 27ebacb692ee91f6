// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

/** Rounding, as all of the image's layout needs it. */
final class Align {
    private Align() {}

    /** The next multiple of a unit, or the value itself where it is one. */
    static long up(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }
}
