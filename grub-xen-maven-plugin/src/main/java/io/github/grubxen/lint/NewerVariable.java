// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;

/** A variable that only later releases of GRUB set. */
final class NewerVariable {
    private NewerVariable() {}

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            for (Argument argument : node.words()) {
                Word word = argument.word();
                for (Word.Part part : word.parts()) {
                    if (part.variable()
                            && part.text().startsWith("xen_grub_env_")
                            && argument.possible().contains(word)
                            && isOlder(subject)) {
                        findings.add(new Finding(
                                word.position(),
                                "GRUB " + subject.info().grubVersion() + " never sets $" + part.text()
                                        + ", which came with 2.14",
                                "Use a later GRUB, or an image for each value."));
                    }
                }
            }
        }
        return findings;
    }

    private static boolean isOlder(Subject subject) {
        try {
            return !subject.info().isAtLeast(2, 14);
        } catch (BadInput e) {
            return false; // GRUB's release has no number: unknown
        }
    }
}
