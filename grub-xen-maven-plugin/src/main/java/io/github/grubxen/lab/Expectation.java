// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that must appear on a guest's console.
 *
 * @param pattern the pattern to find
 * @param description the meaning of the text, for messages; {@code @} is replaced by the pattern's first group
 */
public record Expectation(Pattern pattern, String description) {

    /** A literal text. */
    public static Expectation text(String text, String description) {
        return new Expectation(Pattern.compile(Pattern.quote(text)), description);
    }

    /** A literal text that describes itself. */
    public static Expectation text(String text) {
        return text(text, "'" + text + "'");
    }

    /** Description of the text that was found. */
    String describe(Matcher found) {
        boolean known = found.groupCount() > 0 && found.group(1) != null;
        return known ? description.replace("@", found.group(1)) : description;
    }

    /** Description of the missing text. */
    String describe() {
        return pattern.matcher("").groupCount() > 0 ? description.replace(" @", "") : description;
    }
}
