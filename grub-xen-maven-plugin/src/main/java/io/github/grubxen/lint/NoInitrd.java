// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.NeededModules;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A Linux without an initrd. The kernel of a distribution then finds no root file system. */
final class NoInitrd {
    private NoInitrd() {}

    static List<Finding> check(Subject subject) {
        Set<Node> complete = subject.run()
                .leadingTo(
                        node -> node.name().equals("initrd") || NeededModules.handsOver(node),
                        node -> node.name().equals("linux") || node.name().equals("boot"),
                        KeyStatus.maySucceed(subject));
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            if (node.name().equals("linux") && !complete.contains(node)) {
                findings.add(new Finding(
                        node.position(),
                        "linux without an initrd after it",
                        "Add an initrd, or switch the rule off if the kernel needs none."));
            }
        }
        return findings;
    }
}
