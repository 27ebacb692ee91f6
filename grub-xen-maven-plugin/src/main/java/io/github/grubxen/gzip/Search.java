// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.gzip;

/**
 * The effort of the search for earlier copies.
 *
 * <p>Source of the figures: the levels of zlib's deflate.
 *
 * @param good from this length of a copy on, the search for a better one at the next byte has a quarter of the effort
 * @param lazy from this length on, there is no such search
 * @param nice a copy of this length ends the search
 * @param chain the number of earlier positions to examine
 */
record Search(int good, int lazy, int nice, int chain) {
    private static final Search[] LEVELS = {
        new Search(4, 0, 8, 4),
        new Search(4, 0, 16, 8),
        new Search(4, 0, 32, 32),
        new Search(4, 4, 16, 16),
        new Search(8, 16, 32, 32),
        new Search(8, 16, 128, 128),
        new Search(8, 32, 128, 256),
        new Search(32, 128, 258, 1024),
        new Search(32, 258, 258, 4096)
    };

    /** Levels 1 to 9. */
    static Search ofLevel(int level) {
        return LEVELS[level - 1];
    }
}
