// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a variable, or an argument of a function, may be.
 *
 * @param parts what it is made of: texts, and variables whose value is not known
 * @param certain whether it is exactly the texts; otherwise the parts only show where it comes from
 */
record Text(List<Word.Part> parts, boolean certain) {

    /** Unset, or empty: an expansion is the same for both. */
    static final Text EMPTY = new Text(List.of(), true);

    static Text of(String text) {
        return text.isEmpty() ? EMPTY : new Text(List.of(new Word.Part(text, false, false)), true);
    }

    /** The unknown value of a variable. */
    static Text unknown(String variable) {
        return new Text(List.of(new Word.Part(variable, true, false)), false);
    }

    /** The text of a certain one. */
    String text() {
        return parts.size() == 1
                ? parts.get(0).text()
                : parts.stream().map(Word.Part::text).collect(Collectors.joining());
    }

    /** Whether it stands for files or devices that GRUB looks for, such as the variable of a loop over {@code (*)}. */
    boolean isPattern() {
        return !certain && parts.stream().anyMatch(part -> !part.variable() && Word.isPattern(part.text()));
    }
}
