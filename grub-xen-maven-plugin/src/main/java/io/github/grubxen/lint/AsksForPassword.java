// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.NeededModules;
import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Menu;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code superusers} is set, and the default entry is restricted, or {@code authenticate} runs before it: the guest waits at
 * "Enter username:".
 *
 * <p>Source: grub-core/normal/auth.c and commands/menuentry.c: {@code --users}, even with an empty list, takes precedence over
 * {@code --unrestricted}. An entry with neither is restricted to the superusers. The same holds for submenus and their entries.
 */
final class AsksForPassword {
    private AsksForPassword() {}

    static List<Finding> check(Subject subject) {
        List<Word> superusers = subject.run().atMenu("superusers").possible();
        boolean empty = staysSet(subject);
        boolean set = !superusers.isEmpty()
                && superusers.stream()
                        .allMatch(word -> word.literal()
                                .filter(text -> empty || !text.isEmpty())
                                .isPresent());
        if (!set) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        boolean before = false;
        for (Node node : subject.nodes()) {
            before |= node.straight() && node.assigned().equals(Optional.of("superusers"));
            boolean asks = before && node.straight() && node.name().equals("authenticate");
            if (asks && !subject.run().mayBeFunction(node)) {
                findings.add(new Finding(
                        node.position(),
                        "superusers is set, and authenticate asks everybody: the guest waits at \"Enter username:\"",
                        "Remove the line, or put it into an entry that is not the default one."));
            }
        }
        entry(subject).ifPresent(findings::add);
        return findings;
    }

    /** Whether the config sets superusers and never unsets it: GRUB also asks if the list is empty. */
    private static boolean staysSet(Subject subject) {
        return subject.nodes().stream()
                        .anyMatch(node -> node.straight() && node.assigned().equals(Optional.of("superusers")))
                && subject.nodes().stream().noneMatch(node -> node.name().equals("unset"));
    }

    private static Optional<Finding> entry(Subject subject) {
        Menu menu = subject.run().menu();
        boolean first = subject.nodes().stream()
                .noneMatch(node -> node.straight()
                        && (node.name().equals("boot")
                                || (NeededModules.handsOver(node)
                                        && !(menu.certain()
                                                && node.name().equals("eval"))))); // an eval whose text is known
        if (!first) {
            return Optional.empty();
        }
        List<Node> started = StartedEntries.of(subject);
        boolean all = !menu.entries().isEmpty() && menu.entries().stream().allMatch(AsksForPassword::asks);
        List<Node> candidates = started.isEmpty() && all ? menu.entries().subList(0, 1) : started;
        return candidates.stream()
                .filter(AsksForPassword::asks)
                .findFirst()
                .map(node -> new Finding(
                        node.position(),
                        "superusers is set, and the menu's default entry is not for everybody: the guest waits at"
                                + " \"Enter username:\"",
                        "Add --unrestricted to the entry, without --users: GRUB asks for a password there too."));
    }

    private static boolean asks(Node entry) {
        boolean unrestricted = false;
        for (Argument argument : entry.arguments()) {
            for (Word word : argument.possible()) {
                if (word.shown().equals("--users") || word.shown().startsWith("--users=")) {
                    return true;
                }
                boolean unknown = word.literal().isEmpty()
                        && word.parts().stream().anyMatch(part -> part.variable() && !part.quoted());
                unrestricted |= unknown || word.shown().contains("--unrestricted");
            }
        }
        return !unrestricted;
    }
}
