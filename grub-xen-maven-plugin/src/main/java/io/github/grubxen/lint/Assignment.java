package io.github.grubxen.lint;

import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.util.List;
import java.util.Optional;

/**
 * {@code set name=value} or {@code name=value}.
 *
 * @param name the variable
 * @param value the value, with {@code $} before variables in it
 */
record Assignment(String name, String value) {

    /** The assignment that a command is, if it is one. */
    static Optional<Assignment> of(Node.Command command) {
        List<Word> words = command.name().equals(Optional.of("set")) ? command.arguments() : command.words();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String text = words.get(0).shown();
        int sign = text.indexOf('=');
        return sign < 1 || text.startsWith("$")
                ? Optional.empty()
                : Optional.of(new Assignment(text.substring(0, sign), text.substring(sign + 1)));
    }
}
