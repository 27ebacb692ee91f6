package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code set name=value} or {@code name=value}. Any word with {@code =} in it that names no command assigns, quoted or not, and
 * whatever characters the name has.
 *
 * @param name the variable
 * @param value what the value is made of
 */
record Assignment(String name, List<Word.Part> value) {

    /** The assignment that a command is, if it is one: its words, the first of which is its name. */
    static Optional<Assignment> of(List<Word> words) {
        boolean set = !words.isEmpty() && words.get(0).literal().equals(Optional.of("set"));
        return words.size() <= (set ? 1 : 0)
                ? Optional.empty()
                : of(words.get(set ? 1 : 0).parts(), new StringBuilder(), 0);
    }

    private static Optional<Assignment> of(List<Word.Part> parts, StringBuilder name, int at) {
        if (at == parts.size() || parts.get(at).variable()) {
            return Optional.empty(); // no sign, or a name that nobody knows
        }
        Word.Part part = parts.get(at);
        int sign = part.text().indexOf('=');
        if (sign < 0) {
            return of(parts, name.append(part.text()), at + 1);
        }
        name.append(part.text(), 0, sign);
        List<Word.Part> value = new ArrayList<>();
        if (sign + 1 < part.text().length()) {
            value.add(new Word.Part(part.text().substring(sign + 1), false, part.quoted()));
        }
        value.addAll(parts.subList(at + 1, parts.size()));
        return name.isEmpty() ? Optional.empty() : Optional.of(new Assignment(name.toString(), value));
    }
}
