// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers in a configuration: decimal, octal after 0, hexadecimal after 0x. Source: strtol(3) with base 0. */
final class LongText {
    private static final Pattern NUMBER =
            Pattern.compile("[ \t\n\u000b\f\r]*([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))");

    private LongText() {}

    /** The number, if the whole text is one and it fits into 64 bits. */
    static OptionalLong parse(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return OptionalLong.empty();
        }
        try {
            String sign = number.group(1);
            if (number.group(2) != null) {
                return OptionalLong.of(Long.parseLong(sign + number.group(2), 16));
            }
            return OptionalLong.of(
                    number.group(3) != null
                            ? Long.parseLong(sign + number.group(3), 8)
                            : Long.parseLong(sign + number.group(4)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
