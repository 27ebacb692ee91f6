// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleOption;
import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words that a command refuses: an unknown option, a missing value, too few or too many arguments. */
final class CommandUsageRule {
    private CommandUsageRule() {}

    /** Whether a word is meant as an option. The title of a menu entry may begin with hyphens too. */
    private static final Predicate<String> OPTION =
            Pattern.compile("--[a-z][\\w-]*").asMatchPredicate();

    /** Words with which the command fails. */
    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        CommandTable table = new CommandTable(subject.info());
        forEach(subject, table, (node, usage) -> {
            UsedWords words = new UsedWords(usage, node.arguments());
            words.problems().stream()
                    .filter(problem -> usage.kind() != CommandUsage.Kind.FREE
                            || problem.unknownOption().isEmpty())
                    .filter(problem -> isCertain(problem, node, subject, table))
                    .findFirst()
                    .ifPresent(problem -> findings.add(new Finding(
                            problem.word().word().position(),
                            node.name() + " " + problem.text(),
                            "It takes: " + options(usage) + ".")));
            if (words.problems().isEmpty() && !table.isLater()) {
                count(node, usage, words).ifPresent(findings::add);
            }
        });
        return findings;
    }

    /** Words that the command ignores. */
    static List<Finding> ignored(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        CommandTable table = new CommandTable(subject.info());
        forEach(subject, table, (node, usage) -> {
            UsedWords words = new UsedWords(usage, node.arguments());
            if (usage.kind() == CommandUsage.Kind.FREE) {
                words.problems().stream()
                        .filter(problem ->
                                problem.unknownOption().filter(OPTION).isPresent())
                        .filter(problem -> !node.name().equals("echo") && isCertain(problem, node, subject, table))
                        .forEach(problem -> findings.add(new Finding(
                                problem.word().word().position(),
                                node.name() + " " + problem.text() + ", and reads it as an argument",
                                "It takes: " + options(usage) + ".")));
            }
            if (!usage.refuses() && words.arguments().size() > usage.most() && !table.isLater()) {
                Argument first = words.arguments().get(usage.most());
                findings.add(new Finding(
                        first.word().position(),
                        node.name() + " ignores '" + first.word().raw() + "': it takes " + arguments(usage.most()),
                        "Remove it, or write it as a separate command."));
            }
        });
        return findings;
    }

    private static void forEach(Subject subject, CommandTable table, BiConsumer<Node, CommandUsage> consumer) {
        for (Node node : subject.nodes()) {
            Optional<String> module = subject.lists().command(node.name());
            boolean there = subject.lists().isCommand(node.name())
                    && module.map(name -> subject.modules().contains(name)).orElse(true)
                    && !subject.run().isFunction(node.name());
            if (there) {
                table.usage(node.name()).ifPresent(usage -> consumer.accept(node, usage));
            }
        }
    }

    /**
     * Whether the module itself lacks the option too, because a modified GRUB may have options that are not in the
     * table.
     */
    private static boolean isCertain(UsedWords.Problem problem, Node node, Subject subject, CommandTable table) {
        Optional<String> option = problem.unknownOption();
        Optional<ModuleFile> module = subject.moduleOf(node.name());
        if (option.isEmpty() || module.isEmpty()) {
            return option.isEmpty() || !table.isLater();
        }
        try {
            return ModuleOption.of(module.get()).stream()
                    .noneMatch(known -> ("--" + known.longName()).equals(option.get())
                            || option.get().equals("-" + (char) known.shortName()));
        } catch (BadInput e) {
            return false; // unknown
        }
    }

    private static Optional<Finding> count(Node node, CommandUsage usage, UsedWords words) {
        int count = words.arguments().size();
        boolean needsNone = usage.unless().stream().anyMatch(words.given()::contains);
        if (usage.refuses() && count > usage.most()) {
            return Optional.of(new Finding(
                    words.arguments().get(usage.most()).word().position(),
                    node.name() + " refuses more than " + arguments(usage.most()),
                    "Remove the other arguments. Put a value with blanks into quotes."));
        }
        if (words.isOpen()) {
            return Optional.empty();
        }
        if (count < usage.least() && !needsNone) {
            return Optional.of(new Finding(
                    node.position(),
                    node.name() + " needs " + arguments(usage.least())
                            + (usage.most() > usage.least() ? " at least" : "") + ", and "
                            + (count == 0 ? "none is given" : "fewer are given"),
                    "Add the missing arguments, or remove the line."));
        }
        List<List<CommandOption>> missing = usage.alternatives().stream()
                .filter(group -> group.stream().noneMatch(option -> option.isIn(words.given())))
                .toList();
        if (!missing.isEmpty()) {
            boolean choice = missing.stream().anyMatch(group -> group.size() > 1);
            return Optional.of(new Finding(
                    node.position(),
                    node.name() + " needs "
                            + missing.stream().map(CommandUsageRule::oneOf).collect(Collectors.joining(" and ")),
                    choice ? "Add the right one." : "Add it."));
        }
        if (words.given().contains("--check") && count > 0) {
            return Optional.of(new Finding(
                    words.arguments().get(0).word().position(),
                    node.name() + " --check refuses further files",
                    "Remove them: --check reads the names of the files from the list."));
        }
        if (node.name().equals("search") && count == 0 && setsRoot(node)) {
            return Optional.of(new Finding(
                    node.position(),
                    "search looks for 'root': without an argument, GRUB looks for the value of --set",
                    "Add the file, label or UUID to look for."));
        }
        return Optional.empty();
    }

    private static boolean setsRoot(Node node) {
        return node.arguments().stream()
                .flatMap(argument -> argument.literal().stream())
                .anyMatch(text -> text.equals("--set=root") || text.equals("root"));
    }

    private static String oneOf(List<CommandOption> group) {
        return (group.size() > 1 ? "one of " : "")
                + group.stream().map(CommandOption::shown).collect(Collectors.joining(", "));
    }

    private static String arguments(int count) {
        return switch (count) {
            case 0 -> "no argument";
            case 1 -> "one argument";
            default -> count + " arguments";
        };
    }

    private static String options(CommandUsage usage) {
        return usage.options().isEmpty()
                ? "no options"
                : usage.options().stream().map(CommandOption::shown).collect(Collectors.joining(", "));
    }
}
