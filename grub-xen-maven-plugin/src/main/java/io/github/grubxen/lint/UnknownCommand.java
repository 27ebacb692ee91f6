// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A command that does not exist in the release for this platform, and that the config does not define. */
final class UnknownCommand {
    private UnknownCommand() {}

    private static final String LOOP = "for";

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            if (NoScreen.isOldTerminal(node)) {
                continue;
            }
            Set<String> names = node.words().stream()
                    .limit(1)
                    .flatMap(Argument::literals)
                    .filter(name -> !name.isEmpty() && !name.contains("=") && !name.equals(LOOP))
                    .filter(name -> !MissingBracket.isJoined(name))
                    .filter(name -> !subject.run().mayBeFunction(node)
                            && !subject.lists().isCommand(name))
                    .collect(Collectors.toSet());
            for (String name : names) {
                findings.add(
                        new Finding(
                                node.position(),
                                "GRUB " + subject.info().grubVersion() + " has no command '" + name + "'",
                                "Check its name. If only some platforms have it, write: if [ \"$grub_platform\" = xen ]; then ... fi."));
            }
        }
        return findings;
    }
}
