// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.io.BadInput;

/**
 * The escapes of quoted strings. xl accepts octal escapes but replaces them with nothing, and refuses hexadecimal ones.
 *
 * <p>Source: the behaviour of libxlutil 4.17 to 4.21.
 */
final class Escapes {
    private static final String LETTERS = "abfnrtv";
    private static final String CONTROLS = "\u0007\b\f\n\r\t\u000b";

    /** Characters after the first digit of an octal escape that belong to it. */
    private static final int OCTAL = 3;

    private Escapes() {}

    /**
     * The text of a quoted string.
     *
     * @param span the string with its quotes
     */
    static String text(Source source, Span span) throws BadInput {
        StringBuilder text = new StringBuilder();
        int end = span.end() - 1;
        for (int i = span.start() + 1; i < end; i++) {
            char c = source.text().charAt(i);
            if (c == 0) {
                throw source.refused(i, "a NUL byte in a string, at which xl aborts", "Remove it.");
            }
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = source.text().charAt(++i);
            int letter = LETTERS.indexOf(escaped);
            if (letter >= 0) {
                text.append(CONTROLS.charAt(letter));
            } else if ("\"'\\".indexOf(escaped) >= 0) {
                text.append(escaped);
            } else if (escaped >= '0' && escaped <= '7') {
                i += octal(source, i - 1, end);
            } else {
                throw source.refused(
                        i - 1,
                        "an escape in a string that xl does not know, '\\" + escaped + "'",
                        "Write \\\\ for a backslash.");
            }
        }
        return text.toString();
    }

    /** Characters that an octal escape has after its first digit: blanks, a sign and decimal digits, as xl counts them. */
    private static int octal(Source source, int start, int end) throws BadInput {
        int first = start + 2;
        int limit = Math.min(end, first + OCTAL);
        int at = first;
        while (at < limit && " \t\u000b\f\r".indexOf(source.text().charAt(at)) >= 0) {
            at++;
        }
        if (at < limit && "+-".indexOf(source.text().charAt(at)) >= 0) {
            at++;
        }
        int digits = at;
        while (at < limit && Lexer.isDigit(source.text().charAt(at))) {
            at++;
        }
        if (at == digits || at - first < 2) {
            throw source.refused(start, "an octal escape with fewer than three digits", "Write the character itself.");
        }
        return at - first;
    }
}
