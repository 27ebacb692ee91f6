// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import org.jspecify.annotations.Nullable;

/** Phrases that several comparisons use. */
final class Words {
    private Words() {}

    /** A value that changed, or that only one of the two has. */
    static String value(@Nullable String before, @Nullable String after) {
        if (before == null) {
            return "none -> " + after;
        }
        return before + " -> " + (after == null ? "none" : after);
    }

    /** One size if both are equal, otherwise both. */
    static String sizes(long before, long after) {
        return before == after ? before + " bytes" : before + " -> " + after + " bytes";
    }

    /** A number with a noun in the singular or plural. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
