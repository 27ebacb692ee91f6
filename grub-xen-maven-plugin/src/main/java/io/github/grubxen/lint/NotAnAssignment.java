// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code set name = value}, or {@code set name value}: GRUB prints "not an assignment", and sets nothing.
 * {@code "name = value"} sets a variable whose name ends with a blank, and {@code export} accepts no value.
 */
final class NotAnAssignment {
    private NotAnAssignment() {}

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            node.assigned()
                    .filter(name -> !name.strip().equals(name))
                    .ifPresent(name -> findings.add(new Finding(
                            node.position(),
                            "'" + Words.written(node) + "' sets a variable '" + name + "', whose name contains a blank",
                            "Write it without blanks around the '='.")));
            if (node.name().equals("export")) {
                node.arguments().stream()
                        .filter(argument -> argument.literal()
                                .filter(text -> text.contains("="))
                                .isPresent())
                        .findFirst()
                        .ifPresent(argument -> findings.add(new Finding(
                                argument.word().position(),
                                "export takes only names of variables, so '"
                                        + argument.word().raw() + "' sets nothing",
                                "Set the variable on a line of its own, and export its name.")));
            }
            if (node.name().equals("set") && !subject.run().isFunction("set")) {
                Words.certain(node).stream()
                        .limit(1)
                        .filter(NotAnAssignment::assignsNothing)
                        .forEach(first -> findings.add(new Finding(
                                node.position(),
                                "'" + Words.written(node) + "' is not an assignment, so nothing is set",
                                remedy(node, first))));
            }
        }
        return findings;
    }

    private static boolean assignsNothing(Argument argument) {
        return argument.possible().stream()
                .allMatch(word ->
                        word.literal().filter(text -> !text.contains("=")).isPresent());
    }

    private static String remedy(Node node, Argument first) {
        List<String> values = node.arguments().stream()
                .skip(1)
                .map(argument -> argument.word().raw())
                .dropWhile("="::equals)
                .toList();
        Optional<String> value = values.stream().findFirst().map(text -> text.replaceFirst("^=", ""));
        return value.map(text -> "Write 'set " + first.word().raw() + "=" + text + "', without blanks around the '='.")
                .orElse("Write 'set " + first.word().raw() + "=value', or remove the line.");
    }
}
