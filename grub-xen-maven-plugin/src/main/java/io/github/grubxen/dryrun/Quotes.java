// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

/** Quotes texts of other files for a config. */
final class Quotes {
    private Quotes() {}

    /** The text in single quotes, as one word without variables. */
    static String single(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
