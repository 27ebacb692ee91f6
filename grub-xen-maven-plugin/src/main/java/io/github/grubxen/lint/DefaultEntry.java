// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Menu;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.util.List;
import java.util.Optional;

/** A default that names no entry of the menu, or of the submenu that it names: GRUB starts the first one. */
final class DefaultEntry {
    private DefaultEntry() {}

    static List<Finding> check(Subject subject) {
        Menu menu = subject.run().menu();
        Argument value = subject.run().atMenu("default");
        if (!menu.certain() || menu.entries().isEmpty() || value.possible().isEmpty()) {
            return List.of();
        }
        List<Optional<String>> values =
                value.possible().stream().map(Word::literal).toList();
        if (values.stream()
                .allMatch(text -> text.filter(known -> namesNone(menu, known)).isPresent())) {
            return List.of(finding(subject, values.get(0).orElseThrow(), "the menu", menu));
        }
        return StartedEntries.levels(subject).stream()
                .skip(1)
                .filter(level -> !level.text().isEmpty() && level.namesNone())
                .map(level -> finding(subject, values.get(0).orElse(""), "its submenu", level.menu()))
                .toList();
    }

    private static Finding finding(Subject subject, String value, String of, Menu menu) {
        Node where = subject.nodes().stream()
                .filter(node -> node.straight() && node.assigned().equals(Optional.of("default")))
                .reduce((first, last) -> last)
                .orElse(subject.run().menu().entries().get(0));
        return new Finding(
                where.position(),
                "the default '" + value + "' names no entry of " + of + ", which has "
                        + menu.entries().size() + ": GRUB starts the first one",
                "Entries are numbered from 0. An entry can also be named by its --id or its title.");
    }

    /**
     * Whether the value certainly names no entry. An empty value, and {@code saved}, which is known from GRUB 0.97, are not
     * reported.
     */
    private static boolean namesNone(Menu menu, String text) {
        return !text.isEmpty() && !text.equals("saved") && new StartedEntries.Level(menu, text).namesNone();
    }
}
