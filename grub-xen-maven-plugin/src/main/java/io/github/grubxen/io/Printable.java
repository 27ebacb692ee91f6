// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.util.regex.Pattern;

/**
 * Makes text safe for a terminal: names out of packages, images and archives, and what guests and programs say, may have control characters
 * in them, which a terminal obeys. Those of C1 (U+0080 to U+009F) are among them, and the characters that turn the direction of the text
 * around them, so that it reads as another one. Each is shown as {@code ?}.
 *
 * <p>Source: ECMA-48, section 5; Unicode Standard Annex 9, section 2.
 */
public final class Printable {
    private static final String DIRECTION = "\\x{61c}\\x{200e}\\x{200f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}";
    private static final String LINES = "\\x{2028}\\x{2029}";
    private static final Pattern IN_TEXT =
            Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x{9f}" + DIRECTION + LINES + "]");
    private static final Pattern IN_LINE = Pattern.compile("[\\x00-\\x1f\\x7f-\\x{9f}" + DIRECTION + LINES + "]");

    private Printable() {}

    /** Text of several lines; tabs stay too. */
    public static String text(String text) {
        return IN_TEXT.matcher(text).replaceAll("?");
    }

    /** Text of one line: the end of a line is no exception. */
    public static String line(String line) {
        return IN_LINE.matcher(line).replaceAll("?");
    }

    /** JSON, in whose texts the characters are written by their numbers. */
    public static String json(String json) {
        return IN_TEXT.matcher(json)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }
}
