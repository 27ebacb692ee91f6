// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.NeededModules;
import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Script;
import io.github.grubxen.script.Statement;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Loops that end only with a key press.
 *
 * <p>Source: grub-core/commands/sleep.c and keystatus.c; GRUB's console on Xen knows no keys like Shift
 * (grub-core/term/xen/console.c), so {@code keystatus} never succeeds there.
 */
final class KeyLoops {
    private KeyLoops() {}

    private static final Set<String> ENDS = Set.of("halt", "reboot", "exit", "menuentry", "submenu");

    private static final Set<String> INTERRUPTIBLE = Set.of("--interruptible", "-i", "-vi", "-iv");

    private static final String PROBLEM = "only a key ends this loop, and nobody is at the guest's console";

    private static final String REMEDY =
            "Use 'sleep --interruptible SECONDS' without a loop, or a menu with a timeout.";

    static List<Finding> check(Subject subject, DefaultWay way) {
        Predicate<Node> succeeds = KeyStatus.maySucceed(subject);
        Set<Position> run = subject.nodes().stream()
                .filter(node -> way.contains(node) && !(isKeyStatus(node) && succeeds.test(node)))
                .map(Node::position)
                .collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        subject.script().forEach(statement -> {
            if (statement instanceof Statement.While loop
                    && isEndless(loop)
                    && run.contains(
                            loop.condition().get(loop.condition().size() - 1).position())) {
                findings.add(new Finding(loop.position(), PROBLEM, REMEDY));
            }
        });
        return findings.isEmpty() ? onTheWay(subject) : findings;
    }

    /** The commands that wait for a key, if the guest starts nothing without a key press. */
    private static List<Finding> onTheWay(Subject subject) {
        List<Node> keys = subject.nodes().stream()
                .filter(node -> node.straight()
                        && (isKeyStatus(node) || isInterruptible(node))
                        && !subject.run().mayBeFunction(node)
                        && subject.run().isRepeated(node))
                .toList();
        boolean ends = keys.isEmpty() || !leads(subject, true) || leads(subject, false);
        return ends
                ? List.of()
                : keys.stream()
                        .map(node -> new Finding(
                                node.position(),
                                "only a key ends the loop that " + node.name()
                                        + " is in, and nobody is at the guest's console",
                                REMEDY))
                        .toList();
    }

    /** Whether anything is started, or a menu is made, after or without a key press. */
    private static boolean leads(Subject subject, boolean key) {
        return subject
                .run()
                .reachable(key ? node -> true : KeyStatus.maySucceed(subject), node -> key || !isInterruptible(node))
                .stream()
                .anyMatch(node -> node.straight()
                        && (WaitsForKey.isStart(node) || NeededModules.handsOver(node) || ENDS.contains(node.name())));
    }

    private static boolean isKeyStatus(Node node) {
        return node.name().equals("keystatus");
    }

    private static boolean isInterruptible(Node node) {
        return node.name().equals("sleep")
                && node.arguments().stream().flatMap(Argument::literals).anyMatch(INTERRUPTIBLE::contains);
    }

    /**
     * Whether a loop ends only with a key press: keystatus succeeds, and sleep --interruptible fails, only with one.
     */
    private static boolean isEndless(Statement.While loop) {
        if (loop.condition().isEmpty()
                || !(loop.condition().get(loop.condition().size() - 1) instanceof Statement.Command command)
                || new Script("", loop.body(), List.of())
                        .commands().stream()
                                .anyMatch(inner -> isOneOf(
                                        inner.words(), Set.of("break", "boot", "return", "exit", "halt", "reboot")))) {
            return false;
        }
        boolean not = isOneOf(command.words(), Set.of("!"));
        List<Word> words = not ? command.words().subList(1, command.words().size()) : command.words();
        boolean endsBySuccess = loop.until() != not;
        boolean interruptible = words.stream().anyMatch(word -> INTERRUPTIBLE.contains(word.shown()));
        return (isOneOf(words, Set.of("keystatus")) && endsBySuccess)
                || (isOneOf(words, Set.of("sleep")) && interruptible && !endsBySuccess);
    }

    private static boolean isOneOf(List<Word> words, Set<String> names) {
        return !words.isEmpty()
                && words.get(0).literal().filter(names::contains).isPresent();
    }
}
