// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether {@code test} or {@code [} succeeds, if that is certain before the script runs.
 *
 * <p>Source: GRUB's commands/test.c. It reads words from the left, and three at once if the second is an operator.
 * {@code -o} binds less tightly than {@code -a}, which may be omitted.
 */
final class Condition {
    private static final List<String> NUMBERS = List.of("-eq", "-ge", "-gt", "-le", "-lt", "-ne");
    private static final List<String> TEXTS = List.of("=", "==", "!=", "<", "<=", ">", ">=");
    private static final List<String> FILES = List.of("-d", "-e", "-f", "-s");
    private static final int DEPTH = 50;

    private final List<Field> words;
    private int at;

    /** Whether an unknown word may be an operator. If so, nothing is certain. */
    private boolean open;

    private Condition(List<Field> words) {
        this.words = words;
    }

    /** Whether {@code true}, {@code false}, {@code test} or {@code [} succeeds at a point of a script. */
    static Optional<Boolean> status(Call call, Variables variables) {
        String name = call.name().orElse("");
        Set<Optional<Boolean>> all = new HashSet<>();
        if (name.equals("true") || name.equals("false")) {
            all.add(Optional.of(name.equals("true")));
        } else {
            call.arguments().forEach(arguments -> all.add(holds(arguments)));
        }
        return variables.runs(name) && all.size() == 1 ? all.iterator().next() : Optional.empty();
    }

    /** The result for the arguments of {@code test} or {@code [}. */
    static Optional<Boolean> holds(List<Field> arguments) {
        int last = arguments.size() - 1;
        if (!arguments.stream().allMatch(Field::one)
                || (last > 0 && !arguments.get(last).certain() && !StatusQuestion.isFailed(arguments.get(last)))) {
            return Optional.empty();
        }
        boolean bracket = last >= 0 && arguments.get(last).is("]");
        Condition condition = new Condition(bracket ? arguments.subList(0, last) : arguments);
        Optional<Boolean> holds = condition.expression(0);
        return condition.open ? Optional.empty() : holds;
    }

    /** Whether a command compares texts, or matches a text with a regular expression. */
    static boolean compares(String name, List<Field> fields) {
        return name.equals("regexp")
                || ((name.equals("[") || name.equals("test"))
                        && fields.stream().anyMatch(field -> field.is("=") || field.is("==") || field.is("!=")));
    }

    private Optional<Boolean> expression(int depth) {
        Optional<Boolean> or = Optional.of(false);
        Optional<Boolean> and = Optional.of(true);
        boolean not = false;
        while (at < words.size() && !open) {
            Optional<Boolean> value;
            if (unknown(at + 1) && at + 2 < words.size()) {
                open = true;
                return Optional.empty();
            }
            String second = at + 2 < words.size() ? text(at + 1) : "";
            if (TEXTS.contains(second) || NUMBERS.contains(second) || isOther(second)) {
                value = compared(words.get(at), second, words.get(at + 2));
                at += 3;
            } else if (unknown(at)) {
                open |= words.size() > at + 1 || words.size() > 1;
                value = Optional.empty();
                at++;
            } else {
                String first = text(at);
                boolean more = at + 1 < words.size();
                if (more && FILES.contains(first)) {
                    value = Optional.empty();
                    at += 2;
                } else if (more && (first.equals("-n") || first.equals("-z"))) {
                    value = words.get(at + 1).text().map(text -> text.isEmpty() == first.equals("-z"));
                    at += 2;
                } else if (first.equals(")")) {
                    at++;
                    return or(or, and);
                } else if (first.equals("(")) {
                    at++;
                    open |= depth >= DEPTH;
                    value = open ? Optional.empty() : expression(depth + 1);
                } else if (first.equals("!")) {
                    at++;
                    not = !not;
                    continue;
                } else if (first.equals("-a") || first.equals("-o")) {
                    at++;
                    or = first.equals("-o") ? or(or, and) : or;
                    and = first.equals("-o") ? Optional.of(true) : and;
                    continue;
                } else {
                    value = Optional.of(!first.isEmpty());
                    at++;
                }
            }
            boolean inverted = not;
            value = value.map(holds -> holds != inverted);
            not = false;
            and = or(and.map(holds -> !holds), value.map(holds -> !holds)).map(holds -> !holds);
        }
        return or(or, and);
    }

    private boolean unknown(int index) {
        return index < words.size() && !words.get(index).certain();
    }

    private String text(int index) {
        return words.get(index).text().orElse("");
    }

    private static boolean isOther(String operator) {
        return operator.equals("-pgt")
                || operator.equals("-plt")
                || operator.startsWith("-nt")
                || operator.startsWith("-ot");
    }

    private static Optional<Boolean> or(Optional<Boolean> one, Optional<Boolean> other) {
        if (one.equals(Optional.of(true)) || other.equals(Optional.of(true))) {
            return Optional.of(true);
        }
        return one.isEmpty() || other.isEmpty() ? Optional.empty() : Optional.of(false);
    }

    private Optional<Boolean> compared(Field left, String operator, Field right) {
        return StatusQuestion.isFailed(left) || StatusQuestion.isFailed(right)
                ? StatusQuestion.compared(operator, left, right)
                : compared(left.text(), operator, right.text());
    }

    private static Optional<Boolean> compared(Optional<String> left, String operator, Optional<String> right) {
        if (left.isEmpty() || right.isEmpty() || isOther(operator)) {
            return Optional.empty();
        }
        boolean texts = TEXTS.contains(operator);
        if (!texts && !(isNumber(left.get()) && isNumber(right.get()))) {
            return Optional.empty();
        }
        int order = texts
                ? left.get().compareTo(right.get())
                : Integer.compare(Integer.parseInt(left.get()), Integer.parseInt(right.get()));
        return Optional.of(
                switch (operator) {
                    case "=", "==", "-eq" -> order == 0;
                    case "!=", "-ne" -> order != 0;
                    case "<", "-lt" -> order < 0;
                    case "<=", "-le" -> order <= 0;
                    case ">", "-gt" -> order > 0;
                    default -> order >= 0;
                });
    }

    /** Whether a text is a decimal number of at most nine digits. Other numbers are not evaluated. */
    private static boolean isNumber(String text) {
        return text.matches("0|-?[1-9][0-9]{0,8}");
    }

    /**
     * Forgets each variable for a pattern's devices that a command compares, because it no longer stands for all of
     * them. Returns whether there was one.
     */
    static boolean forgetsPattern(Statement.Command command, List<List<Field>> alternatives, Variables variables) {
        boolean found = false;
        for (List<Field> fields : alternatives) {
            String name = fields.isEmpty() ? "" : fields.get(0).text().orElse("");
            if (compares(name, fields)) {
                for (Word word : command.words()) {
                    for (Word.Part part : word.parts()) {
                        if (part.variable()
                                && variables.possible(part.text()).stream().anyMatch(Text::isPattern)) {
                            variables.forget(part.text());
                            found = true;
                        }
                    }
                }
            }
        }
        return found;
    }
}
