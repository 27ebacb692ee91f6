package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a command succeeds, where that is certain before the run: {@code true}, {@code false}, and tests of texts. */
final class Condition {
    private Condition() {}

    static Optional<Boolean> holds(Step step) {
        List<Optional<String>> words =
                step.arguments().stream().map(Argument::literal).toList();
        return switch (step.name()) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            case "test" -> all(words);
            case "[" ->
                words.isEmpty() || !is(words, words.size() - 1, "]")
                        ? Optional.empty()
                        : all(words.subList(0, words.size() - 1));
            default -> Optional.empty();
        };
    }

    /** Whether two texts are compared, or a text with an expression: so that a variable is no longer just anything. */
    static boolean compares(Step step) {
        return step.name().equals("regexp")
                || (List.of("[", "test").contains(step.name())
                        && step.arguments().stream()
                                .anyMatch(argument -> argument.literal()
                                        .filter(List.of("=", "==", "!=")::contains)
                                        .isPresent()));
    }

    /** Terms with {@code -a} between them, or with {@code -o}; of both together nothing is said. */
    private static Optional<Boolean> all(List<Optional<String>> words) {
        boolean and = words.contains(Optional.of("-a"));
        boolean or = words.contains(Optional.of("-o"));
        if (and == or) {
            return and ? Optional.empty() : term(words);
        }
        List<Optional<Boolean>> terms = new ArrayList<>();
        List<Optional<String>> rest = words;
        for (int end = sign(rest); end < rest.size(); end = sign(rest)) {
            terms.add(term(rest.subList(0, end)));
            rest = rest.subList(end + 1, rest.size());
        }
        terms.add(term(rest));
        if (terms.contains(Optional.of(or))) {
            return Optional.of(or); // with -a one false term is enough, with -o one true one
        }
        return terms.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(and);
    }

    private static int sign(List<Optional<String>> words) {
        int at = 0;
        while (at < words.size() && !is(words, at, "-a") && !is(words, at, "-o")) {
            at++;
        }
        return at;
    }

    private static Optional<Boolean> term(List<Optional<String>> words) {
        if (!words.isEmpty() && is(words, 0, "!")) {
            return term(words.subList(1, words.size())).map(holds -> !holds);
        }
        if (words.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<String> texts = words.stream().map(Optional::orElseThrow).toList();
        if (texts.size() == 3 && List.of("=", "==", "!=").contains(texts.get(1))) {
            return Optional.of(texts.get(0).equals(texts.get(2)) != texts.get(1).equals("!="));
        }
        if (texts.size() == 2 && List.of("-n", "-z").contains(texts.get(0))) {
            return Optional.of(texts.get(1).isEmpty() == texts.get(0).equals("-z"));
        }
        return texts.size() == 1 ? Optional.of(!texts.get(0).isEmpty()) : Optional.empty();
    }

    private static boolean is(List<Optional<String>> words, int at, String text) {
        return words.get(at).equals(Optional.of(text));
    }
}
