// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes text safe for a terminal: names out of packages, images and archives, and what guests and programs say, may have control
 * characters in them, which a terminal obeys. Characters that turn the direction of the text around them, that show nothing, or that
 * cover other lines make a text read as another one. Each is shown as {@code ?}.
 *
 * <p>Source: ECMA-48, section 5; Unicode Standard Annex 9, section 2; Unicode Standard, section 5.21.
 */
public final class Printable {
    /** The control characters of ASCII but line feed and tab, DEL, and those of C1. */
    private static final String CONTROL = "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x{9f}]";

    /** What shows nothing and directs what is around it, ends a line, or is half a character. */
    private static final String UNSEEN = "[\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]";

    /** Characters of other categories that show nothing: Unicode's Default_Ignorable_Code_Point. */
    private static final String IGNORABLE =
            "[\\x{34f}\\x{115f}\\x{1160}\\x{17b4}\\x{17b5}\\x{180b}-\\x{180f}\\x{2065}\\x{3164}"
                    + "\\x{fe00}-\\x{fe0f}\\x{ffa0}\\x{fff0}-\\x{fff8}\\x{e0000}-\\x{e0fff}]";

    /** Marks with no letter to stand on, and those above three on one letter, which grow into other lines. */
    private static final String STACKED = "(?<![\\p{L}\\p{M}\\p{N}])\\p{M}|(?<=\\p{M}{3})\\p{M}";

    private static final Pattern IN_TEXT = Pattern.compile(String.join("|", CONTROL, UNSEEN, IGNORABLE, STACKED));
    private static final Pattern IN_LINE = Pattern.compile("[\\t\\n]|" + IN_TEXT);

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
                .replaceAll(found -> found.group()
                        .chars()
                        .mapToObj(unit -> String.format("\\\\u%04x", unit))
                        .collect(Collectors.joining()));
    }
}
