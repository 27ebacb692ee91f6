// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Step;
import java.util.ArrayList;
import java.util.List;

/** Words that GRUB ignores: those after an assignment, and arguments of which a command takes fewer. */
final class IgnoredWords {
    private IgnoredWords() {}

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>(CommandUsageRule.ignored(subject));
        for (Step step : subject.steps()) {
            if (step.assigned().isPresent()) {
                List<Argument> more = step.words()
                        .subList(step.name().equals("set") ? 2 : 1, step.words().size());
                more.stream()
                        .filter(argument -> !Words.isOpen(argument))
                        .findFirst()
                        .ifPresent(
                                argument -> findings.add(
                                        new Finding(
                                                argument.word().position(),
                                                "GRUB ignores '"
                                                        + argument.word().raw() + "' after the assignment '"
                                                        + step.words()
                                                                .get(step.name().equals("set") ? 1 : 0)
                                                                .word()
                                                                .raw()
                                                        + "'",
                                                "Put a value with blanks into quotes, and each command and each assignment on a line of its own.")));
            }
        }
        return findings;
    }
}
