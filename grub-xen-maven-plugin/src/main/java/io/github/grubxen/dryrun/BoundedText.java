// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import java.io.Serial;

/** A text for the regular expressions of guests, some of which would search it for years. */
final class BoundedText implements CharSequence {
    /** The most characters that a search may look at, with repetitions. */
    private static final int MOST_READS = 10_000_000;

    private final String text;
    private int reads;

    BoundedText(String text) {
        this.text = text;
    }

    /** The search was given up. */
    static final class GivenUp extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++reads > MOST_READS) {
            throw new GivenUp();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
