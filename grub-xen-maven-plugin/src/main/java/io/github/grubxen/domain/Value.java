// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import java.util.List;

/** A value of a setting. xl itself does not distinguish a number from a quoted string with the same digits. */
public sealed interface Value {
    /** The part of the file that contains the value. */
    Span span();

    /**
     * A quoted string.
     *
     * @param text the text without quotes and with its escapes replaced as xl replaces them, one character for each byte
     */
    record Text(Span span, String text) implements Value {}

    /**
     * A number without quotes.
     *
     * @param text the number as it is written, such as {@code 0x10}; it need not be a valid number
     */
    record Numeral(Span span, String text) implements Value {}

    /** A list, which may contain lists. */
    record Items(Span span, List<Value> values) implements Value {
        /** Copies the values. */
        public Items {
            values = List.copyOf(values);
        }
    }
}
