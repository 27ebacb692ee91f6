// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ]} without a blank before it is part of the word, so another text is compared. {@code [} without a blank after it is
 * part of a command's name.
 */
final class MissingBracket {
    private MissingBracket() {}

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            List<Argument> arguments = node.arguments();
            node.words().stream()
                    .limit(1)
                    .map(Argument::word)
                    .filter(word -> isJoined(word.raw()))
                    .forEach(word -> findings.add(new Finding(
                            word.position(),
                            "the '[' in '" + word.raw() + "' is part of the word, because no blank follows it",
                            "Write a blank after the '['.")));
            if (node.name().equals("[") && !arguments.isEmpty()) {
                Argument last = arguments.get(arguments.size() - 1);
                if (last.word().raw().length() > 1 && last.word().raw().endsWith("]")) {
                    findings.add(new Finding(
                            last.word().position(),
                            "the ']' in '" + last.word().raw() + "' is part of the word, because no blank precedes it",
                            "Write a blank before the ']'."));
                }
            }
        }
        return findings;
    }

    /** Whether a command's name was meant as the command {@code [} with its first word. */
    static boolean isJoined(String name) {
        return name.length() > 1 && name.startsWith("[");
    }
}
