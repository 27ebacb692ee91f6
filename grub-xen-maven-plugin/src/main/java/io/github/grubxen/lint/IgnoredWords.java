// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;

/** Words that GRUB ignores: words after an assignment, and surplus arguments. */
final class IgnoredWords {
    private IgnoredWords() {}

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>(CommandUsageRule.ignored(subject));
        for (Node node : subject.nodes()) {
            if (node.assigned().isPresent()) {
                List<Argument> more = node.words()
                        .subList(node.name().equals("set") ? 2 : 1, node.words().size());
                more.stream()
                        .filter(argument -> !Words.isOpen(argument))
                        .findFirst()
                        .ifPresent(
                                argument -> findings.add(
                                        new Finding(
                                                argument.word().position(),
                                                "GRUB ignores '"
                                                        + argument.word().raw() + "' after the assignment '"
                                                        + node.words()
                                                                .get(node.name().equals("set") ? 1 : 0)
                                                                .word()
                                                                .raw()
                                                        + "'",
                                                "Put a value with blanks into quotes, and each command and each assignment on a line of its own.")));
            }
        }
        return findings;
    }
}
