// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.NeededModules;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A kernel that is loaded outside of a menu entry and is never started afterwards: GRUB ends at its prompt. */
final class NoBoot {
    private NoBoot() {}

    private static final Set<String> LOADERS = Set.of("linux", "multiboot", "chainloader");

    static List<Finding> check(Subject subject) {
        Set<Node> started = subject.run()
                .leadingTo(
                        node -> node.name().equals("boot") || NeededModules.handsOver(node),
                        node -> false,
                        KeyStatus.maySucceed(subject));
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            if (LOADERS.contains(node.name()) && node.straight() && !started.contains(node)) {
                findings.add(new Finding(
                        node.position(),
                        "'" + node.name() + "' outside of a menuentry, and no 'boot' after it",
                        "Add a line 'boot', or put it into a menuentry."));
            }
        }
        return findings;
    }
}
