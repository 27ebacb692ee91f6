// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Node;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Script;
import io.github.grubxen.script.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The commands that may run when nobody presses a key: those of the config itself, those of the entries that GRUB starts, and the
 * functions that these entries call.
 *
 * @param nodes the commands of the config itself, as a set by identity
 * @param entries places of the commands in the started entries and in their functions
 */
record DefaultWay(Set<Node> nodes, Set<Position> entries) {

    static DefaultWay of(Subject subject) {
        Set<Position> entries = new HashSet<>();
        StartedEntries.of(subject).forEach(entry -> entries.addAll(StartedEntries.commands(subject, entry)));
        Set<Position> former = Set.of();
        while (!entries.equals(former)) {
            former = Set.copyOf(entries);
            subject.script().forEach(statement -> {
                if (statement instanceof Statement.Function function && isCalled(function, subject, entries)) {
                    new Script("", function.body(), List.of())
                            .commands()
                            .forEach(command -> entries.add(command.position()));
                }
            });
        }
        return new DefaultWay(subject.run().reachable(KeyStatus.maySucceed(subject), node -> true), entries);
    }

    private static boolean isCalled(Statement.Function function, Subject subject, Set<Position> entries) {
        return subject.nodes().stream()
                .anyMatch(node ->
                        !node.straight() && node.name().equals(function.name()) && entries.contains(node.position()));
    }

    boolean contains(Node node) {
        return node.straight() ? nodes.contains(node) : entries.contains(node.position());
    }
}
