package io.github.grubxen.lint;

import io.github.grubxen.script.Position;
import java.util.List;
import java.util.Optional;

/** A menu that waits for a key for ever, where nobody sits. */
final class NoTimeout {
    private NoTimeout() {}

    static List<Finding> check(Subject subject) {
        Optional<Position> menu = subject.steps().stream()
                .filter(step -> step.name().equals("menuentry") && !step.entry())
                .map(step -> step.command().position())
                .findFirst();
        boolean set = subject.steps().stream()
                .anyMatch(step -> Assignment.of(step.command())
                        .filter(assignment -> assignment.name().equals("timeout"))
                        .filter(assignment -> !assignment.value().startsWith("-")
                                && !assignment.value().isEmpty())
                        .isPresent());
        return menu.isEmpty() || set
                ? List.of()
                : List.of(new Finding(
                        menu.get(),
                        "a menu without a timeout waits for a key for ever",
                        "Add a line 'set timeout=5'."));
    }
}
