package io.github.grubxen.lint;

import io.github.grubxen.script.Step;
import io.github.grubxen.script.Word;
import java.util.List;
import java.util.Set;

/** A menu that waits for a key for ever, where nobody sits. */
final class NoTimeout {
    private NoTimeout() {}

    private static final Set<String> ENTRIES = Set.of("menuentry", "submenu");

    static List<Finding> check(Subject subject) {
        boolean endless = subject.run().timeout().possible().stream()
                .map(Word::shown)
                .allMatch(timeout -> timeout.isEmpty() || timeout.startsWith("-"));
        return subject.steps().stream()
                .filter(step -> endless && ENTRIES.contains(step.name()) && step.straight())
                .map(Step::position)
                .limit(1)
                .map(menu -> new Finding(
                        menu,
                        "a menu without a timeout waits for a key for ever",
                        "Add a line 'set timeout=5' outside of its entries."))
                .toList();
    }
}
