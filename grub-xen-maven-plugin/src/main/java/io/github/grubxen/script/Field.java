// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A word after GRUB's expansion. GRUB may split one word of a script into several.
 *
 * @param source the word in the script
 * @param parts its parts: texts, and variables with an unknown value
 * @param certain whether its value is exactly the texts
 * @param one whether it is certainly one word; otherwise it may be none, or several
 */
record Field(Word source, List<Word.Part> parts, boolean certain, boolean one) {

    /** The value, if it is certain. */
    Optional<String> text() {
        return certain ? Optional.of(new Text(parts, true).text()) : Optional.empty();
    }

    boolean is(String text) {
        return certain && text().equals(Optional.of(text));
    }

    Text value() {
        return new Text(parts, certain);
    }

    Word word() {
        return new Word(source.position(), source.raw(), parts);
    }

    /** The name before the first {@code =}. Empty if a variable occurs before it. */
    Optional<String> assigned() {
        StringBuilder name = new StringBuilder();
        for (Word.Part part : parts) {
            int sign = part.variable() ? -1 : part.text().indexOf('=');
            if (part.variable() || sign >= 0) {
                return part.variable()
                        ? Optional.empty()
                        : Optional.of(name.append(part.text(), 0, sign).toString());
            }
            name.append(part.text());
        }
        return Optional.empty();
    }

    /** The value after the first {@code =}. */
    Text assignedValue() {
        List<Word.Part> value = new ArrayList<>();
        boolean found = false;
        for (Word.Part part : parts) {
            int sign = found || part.variable() ? -1 : part.text().indexOf('=');
            String text = part.text().substring(sign + 1);
            if (found || (sign >= 0 && !text.isEmpty())) {
                value.add(new Word.Part(text, part.variable(), part.quoted()));
            }
            found |= sign >= 0;
        }
        value.removeIf(part -> part.text().isEmpty());
        return new Text(List.copyOf(value), certain);
    }
}
