// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes text safe for a terminal. Names in packages, images and archives, and the output of guests and programs, may contain
 * control characters, which a terminal would execute. Characters that change the direction of text, that are invisible, or that
 * cover other lines make a text look like another one. Each such character is shown as {@code ?}.
 *
 * <p>Source: ECMA-48, section 5; Unicode Standard Annex 9, section 2; Unicode Standard, section 5.21.
 */
public final class Printable {
    /** The control characters of ASCII except line feed and tab, DEL, and the C1 control characters. */
    private static final String CONTROL = "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x{9f}]";

    /** Characters that are invisible and change the text around them, that end a line, or that are half of a surrogate pair. */
    private static final String UNSEEN = "[\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]";

    /** Invisible characters of other categories: Unicode's Default_Ignorable_Code_Point. */
    private static final String IGNORABLE =
            "[\\x{34f}\\x{115f}\\x{1160}\\x{17b4}\\x{17b5}\\x{180b}-\\x{180f}\\x{2065}\\x{3164}"
                    + "\\x{fe00}-\\x{fe0f}\\x{ffa0}\\x{fff0}-\\x{fff8}\\x{e0000}-\\x{e0fff}]";

    /** Combining marks without a letter, and more than three marks on one letter, which grow into other lines. */
    private static final String STACKED = "(?<![\\p{L}\\p{M}\\p{N}])\\p{M}|(?<=\\p{M}{3})\\p{M}";

    private static final Pattern IN_TEXT = Pattern.compile(String.join("|", CONTROL, UNSEEN, IGNORABLE, STACKED));
    private static final Pattern IN_LINE = Pattern.compile("[\\t\\n]|" + IN_TEXT);

    private Printable() {}

    /** Makes a text of several lines safe. Line feeds and tabs stay. */
    public static String text(String text) {
        return replaced(text, IN_TEXT);
    }

    /** Makes a text of one line safe. Line feeds are replaced too. */
    public static String line(String line) {
        return replaced(line, IN_LINE);
    }

    /** Most texts are ASCII without control characters. Looking for such a text is much faster than the pattern. */
    private static String replaced(String text, Pattern unsafe) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return unsafe.matcher(text).replaceAll("?");
            }
        }
        return text;
    }

    /** Makes JSON safe. In its texts, such characters are written as escapes. */
    public static String json(String json) {
        return IN_TEXT.matcher(json)
                .replaceAll(found -> found.group()
                        .chars()
                        .mapToObj(unit -> String.format("\\\\u%04x", unit))
                        .collect(Collectors.joining()));
    }
}
