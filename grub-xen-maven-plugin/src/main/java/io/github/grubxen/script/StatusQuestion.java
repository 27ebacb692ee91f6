// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Commands that ask how the command before them ended: a test of {@code $?}, and {@code return} without a number of its own. They
 * decide nothing themselves: what follows them depends on the former command.
 */
final class StatusQuestion {
    private StatusQuestion() {}

    private static final Set<String> TESTS = Set.of("[", "test");

    /** Whether a command asks so. */
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

    /** Whether a field is {@code $?} alone. */
    static boolean is(Field field) {
        return field.parts().size() == 1 && isIn(field.parts().get(0));
    }

    private static boolean is(List<Word> words, int at, Set<String> names) {
        return at < words.size()
                && words.get(at).literal().filter(names::contains).isPresent();
    }

    /** How {@code $?}, which is not 0, compares with a text; empty if that is not certain. */
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
