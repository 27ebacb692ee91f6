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

    /** A {@code $?} that is not 0. No variable of GRUB's can have this name. */
    private static final String FAILED = "? != 0";

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

    /** The value of {@code $?} after a command that succeeded, failed, or may have done either. */
    static Text value(Optional<Boolean> status) {
        return status.map(success -> success ? Text.of("0") : Text.unknown(FAILED))
                .orElse(Text.unknown("?"));
    }

    /** Whether a value is a number other than 0, which a {@code $?} was when the variable was set. */
    static boolean isFailed(Text value) {
        return value.equals(Text.unknown(FAILED));
    }

    /** Whether a field consists only of a {@code $?} that was not 0. */
    static boolean isFailed(Field field) {
        return field.parts().size() == 1
                && field.parts().get(0).variable()
                && field.parts().get(0).text().equals(FAILED);
    }

    private static boolean is(List<Word> words, int at, Set<String> names) {
        return at < words.size()
                && words.get(at).literal().filter(names::contains).isPresent();
    }

    /** The result of comparing a {@code $?} that was not 0 with another field. Empty if it is not certain. */
    static Optional<Boolean> compared(String operator, Field left, Field right) {
        boolean zero = (isFailed(left) && right.is("0")) || (left.is("0") && isFailed(right));
        return !zero
                ? Optional.empty()
                : switch (operator) {
                    case "=", "==", "-eq" -> Optional.of(false);
                    case "!=", "-ne" -> Optional.of(true);
                    default -> Optional.empty();
                };
    }
}
