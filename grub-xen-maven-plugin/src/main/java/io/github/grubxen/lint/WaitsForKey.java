// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.NeededModules;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Script;
import io.github.grubxen.script.Step;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What waits for a key without a limit before something is started: {@code read}, and loops that only a key ends.
 *
 * <p>Source: grub-core/commands/read.c, sleep.c and keystatus.c; GRUB's console on Xen knows no keys like Shift
 * (grub-core/term/xen/console.c), so {@code keystatus} never succeeds there.
 */
final class WaitsForKey {
    private WaitsForKey() {}

    static List<Finding> check(Subject subject) {
        Set<Step> leading =
                subject.run().leadingTo(step -> isStart(step) || NeededModules.handsOver(step), step -> false);
        Set<Position> byDefault = byDefault(subject);
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            boolean way = step.straight() ? leading.contains(step) : byDefault.contains(step.position());
            if (way && step.name().equals("read") && !subject.run().mayBeFunction(step)) {
                findings.add(new Finding(
                        step.position(),
                        "read waits for a line without a limit, and nobody sits at the guest's console",
                        "Use a menu with a timeout, or a variable with a value of its own."));
            }
        }
        subject.script().forEach(node -> {
            if (node instanceof Node.While loop && isEndless(loop)) {
                findings.add(new Finding(
                        loop.position(),
                        "only a key ends this loop, and nobody sits at the guest's console",
                        "Use 'sleep --interruptible SECONDS' without a loop, or a menu with a timeout."));
            }
        });
        return findings;
    }

    private static boolean isStart(Step step) {
        return Set.of("boot", "linux", "multiboot", "chainloader").contains(step.name());
    }

    /** Places of the commands of the entry that GRUB starts by itself. */
    private static Set<Position> byDefault(Subject subject) {
        Set<Position> positions = new HashSet<>();
        Optional<Position> entry = DefaultEntry.started(subject)
                .map(place -> subject.run().menu().entries().get(place).position());
        for (Node.Command command : subject.script().commands()) {
            if (entry.equals(Optional.of(command.position()))) {
                new Script("", command.block().orElse(List.of()), List.of())
                        .commands()
                        .forEach(inner -> positions.add(inner.position()));
            }
        }
        return positions;
    }

    /** keystatus succeeds by a key alone, sleep --interruptible fails by one alone. */
    private static boolean isEndless(Node.While loop) {
        if (loop.condition().isEmpty()
                || !(loop.condition().get(loop.condition().size() - 1) instanceof Node.Command command)
                || new Script("", loop.body(), List.of())
                        .commands().stream()
                                .anyMatch(inner -> isOneOf(
                                        inner.words(), Set.of("break", "boot", "return", "exit", "halt", "reboot")))) {
            return false;
        }
        boolean not = isOneOf(command.words(), Set.of("!"));
        List<Word> words = not ? command.words().subList(1, command.words().size()) : command.words();
        boolean endsBySuccess = loop.until() != not;
        boolean interruptible = words.stream()
                .anyMatch(word -> Set.of("--interruptible", "-i", "-vi", "-iv").contains(word.shown()));
        return (isOneOf(words, Set.of("keystatus")) && endsBySuccess)
                || (isOneOf(words, Set.of("sleep")) && interruptible && !endsBySuccess);
    }

    private static boolean isOneOf(List<Word> words, Set<String> names) {
        return !words.isEmpty()
                && words.get(0).literal().filter(names::contains).isPresent();
    }
}
