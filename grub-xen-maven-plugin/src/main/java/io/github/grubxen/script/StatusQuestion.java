// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Commands whose result depends only on the status of the command before them: a test of {@code $?}, and {@code return}
 * without a number.
 */
final class StatusQuestion {
    private StatusQuestion() {}

    private static final Set<String> TESTS = Set.of("[", "test");

    /** Whether a command is one of these. */
    static boolean isIn(Statement.Command command) {
        List<Word> words = command.words();
        int not = is(words, 0, Set.of("!")) ? 1 : 0;
        boolean asks = words.stream().anyMatch(StatusQuestion::isIn);
        return (is(words, not, TESTS) && asks)
                || (is(words, not, Set.of("return")) && (asks || words.size() == not + 1));
    }

    private static boolean isIn(Word word) {
        return word.parts().stream().anyMatch(StatusQuestion::isIn);
    }

    private static boolean isIn(Word.Part part) {
        return part.variable() && part.text().equals("?");
    }

    /** Whether a field consists only of {@code $?}. */
    static boolean is(Field field) {
        return field.parts().size() == 1 && isIn(field.parts().get(0));
    }

    private static boolean is(List<Word> words, int at, Set<String> names) {
        return at < words.size()
                && words.get(at).literal().filter(names::contains).isPresent();
    }

    /** The result of comparing a {@code $?} that is not 0 with a text. Empty if it is not certain. */
    static Optional<Boolean> compared(String operator, Field left, Field right) {
        boolean zero = (is(left) && right.is("0")) || (left.is("0") && is(right));
        return !zero
                ? Optional.empty()
                : switch (operator) {
                    case "=", "==", "-eq" -> Optional.of(false);
                    case "!=", "-ne" -> Optional.of(true);
                    default -> Optional.empty();
                };
    }
}
