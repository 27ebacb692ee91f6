// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import java.util.Optional;

/** Patterns with a percent sign, which stands for any text. */
final class MakePattern {
    private MakePattern() {}

    /** The text that the percent sign stands for; for a pattern without one, an empty text if the word is the pattern. */
    static Optional<String> stem(String pattern, String word) {
        int percent = pattern.indexOf('%');
        if (percent < 0) {
            return pattern.equals(word) ? Optional.of("") : Optional.empty();
        }
        String before = pattern.substring(0, percent);
        String after = pattern.substring(percent + 1);
        return word.length() >= before.length() + after.length() && word.startsWith(before) && word.endsWith(after)
                ? Optional.of(word.substring(before.length(), word.length() - after.length()))
                : Optional.empty();
    }

    /** A pattern with a text in place of its first percent sign. */
    static String filled(String pattern, String stem) {
        int percent = pattern.indexOf('%');
        return percent < 0 ? pattern : pattern.substring(0, percent) + stem + pattern.substring(percent + 1);
    }
}
