// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that must appear on a guest's console.
 *
 * @param pattern what is looked for
 * @param description what it means that it is there; {@code @} stands for the pattern's first group
 */
public record Expectation(Pattern pattern, String description) {

    /** A text as it is. */
    public static Expectation text(String text, String description) {
        return new Expectation(Pattern.compile(Pattern.quote(text)), description);
    }

    /** A text that means what it says. */
    public static Expectation text(String text) {
        return text(text, "'" + text + "'");
    }

    /** What was found. */
    String describe(Matcher found) {
        boolean known = found.groupCount() > 0 && found.group(1) != null;
        return known ? description.replace("@", found.group(1)) : description;
    }

    /** What is missing. */
    String describe() {
        return pattern.matcher("").groupCount() > 0 ? description.replace(" @", "") : description;
    }
}
