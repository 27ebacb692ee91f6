// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Statement;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An unquoted character inside a word: {@code ;} ends the command there, and <code>{</code> begins a block of commands, which
 * only menu entries accept.
 */
final class CutOff {
    private CutOff() {}

    private static final Set<String> TAKE_BLOCKS = Set.of("menuentry", "submenu", "test_blockarg");

    /** Commands that pass their words to a kernel. */
    static final Set<String> LOADERS = Set.of("linux", "multiboot", "multiboot2", "module", "module2");

    private static final String REMEDY = "Put the whole word into quotes.";

    static List<Finding> check(Subject subject) {
        Map<Position, Node> nodes = new HashMap<>();
        subject.nodes().forEach(node -> nodes.putIfAbsent(node.position(), node));
        Set<Position> blocks = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Statement.Command command : subject.script().commands()) {
            Node node = nodes.get(command.position());
            if (command.block().isPresent()) {
                blocks.add(command.position());
                if (node != null && !node.name().isEmpty() && !TAKE_BLOCKS.contains(node.name())) {
                    findings.add(new Finding(
                            node.position(),
                            "'{' outside of quotes begins a block of commands, which " + node.name() + " does not take",
                            REMEDY));
                }
            }
        }
        for (Node node : subject.nodes()) {
            end(node).filter(end -> !blocks.contains(node.position())).ifPresent(end -> {
                Node next = nodes.get(new Position(end.line(), end.column() + 1));
                if (next != null && isRest(node, next, subject)) {
                    findings.add(new Finding(
                            end,
                            "';' outside of quotes ends the command '"
                                    + node.words().get(0).word().raw()
                                    + "', and '" + next.words().get(0).word().raw()
                                    + "' is " + (next.assigned().isPresent() ? "an assignment" : "a command")
                                    + " of its own",
                            REMEDY));
                }
            });
        }
        return findings;
    }

    /** The end of a node's last word, if it is on the line on which the word begins. */
    private static Optional<Position> end(Node node) {
        if (node.words().isEmpty()) {
            return Optional.empty();
        }
        Word last = node.words().get(node.words().size() - 1).word();
        return last.raw().contains("\n")
                ? Optional.empty()
                : Optional.of(new Position(
                        last.position().line(),
                        last.position().column() + last.raw().length()));
    }

    /**
     * Whether the text after the character was meant as part of the word: it names no command, and does not follow an
     * assignment of one value.
     */
    private static boolean isRest(Node node, Node next, Subject subject) {
        String name = next.words().stream()
                .limit(1)
                .map(Argument::word)
                .map(Word::shown)
                .findFirst()
                .orElse("");
        if (name.isEmpty()
                || name.startsWith("$")
                || subject.lists().isCommand(name)
                || subject.run().isFunction(name)) {
            return false;
        }
        String last = node.words().get(node.words().size() - 1).word().shown();
        boolean parameters = LOADERS.contains(node.name()) && node.words().size() > 1;
        String value = node.assigned().isPresent() ? last.substring(last.indexOf('=') + 1) : last;
        return parameters || next.assigned().isEmpty() || value.contains("=");
    }
}
