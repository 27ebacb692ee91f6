// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Several arguments in one pair of quotes: GRUB treats them as one, and passes one quoted parameter to a kernel.
 *
 * <p>A parameter may have blanks in its value ({@code "dyndbg=file a.c +p"}); it is several parameters if a later piece is a
 * parameter that every kernel knows, or has its own value, or if the first piece has no value.
 */
final class QuotedArguments {
    private QuotedArguments() {}

    private static final Pattern PARAMETER =
            Pattern.compile("(--+|[\\w.-]+=\\S*|ro|rw|quiet|splash|single|debug|nomodeset|text|noresume|ipv6)");

    /** Commands for hypervisors, and for the kernels that they start. */
    private static final Pattern OPTION = Pattern.compile("([\\w.-]+=\\S*|ro|rw|quiet|splash)");

    /** Commands, and the form of a later piece of an argument that was meant as a separate argument. */
    private static final Map<String, Pattern> COMMANDS = Map.of(
            "linux", PARAMETER,
            "multiboot", OPTION,
            "multiboot2", OPTION,
            "module", OPTION,
            "module2", OPTION,
            "initrd", Pattern.compile("[/(].*"),
            "insmod", Pattern.compile("[\\w-]+"));

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            Pattern wanted = COMMANDS.get(node.name());
            if (wanted == null || subject.run().isFunction(node.name())) {
                continue;
            }
            Predicate<String> meant = wanted.asMatchPredicate();
            boolean parameters = node.name().equals("linux");
            for (Argument argument : node.arguments()) {
                argument.possible().stream()
                        .filter(word -> (inQuotes(word) || isEscaped(argument))
                                && isSeveral(word, meant, parameters && isBehindFile(node, argument)))
                        .findFirst()
                        .ifPresent(word -> findings.add(new Finding(
                                argument.word().position(),
                                node.name() + " gets '" + word.shown() + "' as one argument, because "
                                        + (isEscaped(argument) ? "a backslash precedes the blank" : "it is in quotes"),
                                remedy(argument))));
            }
        }
        return findings;
    }

    private static boolean isBehindFile(Node node, Argument argument) {
        return node.operand().filter(argument::equals).isEmpty();
    }

    /** Whether a blank in the word is quoted, except in the value of a parameter whose name is before the quotes. */
    private static boolean inQuotes(Word word) {
        for (Word.Part part : word.parts()) {
            if (part.quoted() && !part.variable() && part.text().contains(" ")) {
                return true;
            }
            if (!part.quoted() && !part.variable() && part.text().contains("=")) {
                return false;
            }
        }
        return false;
    }

    private static boolean isSeveral(Word word, Predicate<String> meant, boolean parameters) {
        List<String> pieces = List.of(word.shown().strip().split("\\s+", -1));
        String first = pieces.get(0);
        boolean noValue = parameters && pieces.size() > 1 && !first.startsWith("$") && !first.contains("=");
        return noValue || pieces.stream().skip(1).anyMatch(meant);
    }

    /**
     * Whether the word contains a blank with a backslash in the script. The script's text is examined, because the expanded
     * word may contain other blanks.
     */
    private static boolean isEscaped(Argument argument) {
        return argument.word().parts().stream().noneMatch(part -> part.variable() && !part.quoted())
                && argument.word().parts().stream()
                        .anyMatch(part -> !part.variable()
                                && !part.quoted()
                                && part.text().contains(" "));
    }

    private static String remedy(Argument argument) {
        boolean variable = argument.word().parts().stream().anyMatch(Word.Part::variable);
        return variable
                ? "Remove the quotes: GRUB then makes an argument of each word of the variable."
                : "Remove the quotes, or quote each argument separately.";
    }
}
