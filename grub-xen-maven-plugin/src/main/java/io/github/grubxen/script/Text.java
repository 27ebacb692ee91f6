// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A possible value of a variable or of a function's argument.
 *
 * @param parts its parts: texts, and variables with an unknown value
 * @param certain whether the value is exactly the texts; otherwise the parts only show its origin
 */
record Text(List<Word.Part> parts, boolean certain) {

    /** The value of an unset or empty variable. The expansion is the same for both. */
    static final Text EMPTY = new Text(List.of(), true);

    static Text of(String text) {
        return text.isEmpty() ? EMPTY : new Text(List.of(new Word.Part(text, false, false)), true);
    }

    /** The unknown value of a variable. */
    static Text unknown(String variable) {
        return new Text(List.of(new Word.Part(variable, true, false)), false);
    }

    /** The text of a certain value. */
    String text() {
        return parts.size() == 1
                ? parts.get(0).text()
                : parts.stream().map(Word.Part::text).collect(Collectors.joining());
    }

    /**
     * Whether the value stands for files or devices that GRUB finds, such as the variable of a loop over {@code (*)}.
     */
    boolean isPattern() {
        return !certain && parts.stream().anyMatch(part -> !part.variable() && Word.isPattern(part.text()));
    }
}
