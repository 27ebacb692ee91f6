// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.NeededModules;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Position;
import java.util.List;
import java.util.Set;

/** A config that starts nothing, and hands over to nothing that could. The guest ends at GRUB's prompt. */
final class NoStart {
    private NoStart() {}

    /** Commands that start something, end the guest, or may build a menu from files. */
    private static final Set<String> STARTERS = Set.of(
            "linux",
            "multiboot",
            "multiboot2",
            "chainloader",
            "xen_hypervisor",
            "legacy_kernel",
            "blscfg",
            "halt",
            "reboot",
            "exit");

    static List<Finding> check(Subject subject) {
        Set<Node> straight = subject.run().reachable(KeyStatus.maySucceed(subject), node -> true);
        boolean any = subject.run().reached().stream()
                .anyMatch(node -> starts(node) && (!node.straight() || straight.contains(node)));
        return any || !KeyLoops.check(subject, DefaultWay.of(subject)).isEmpty()
                ? List.of()
                : List.of(
                        new Finding(
                                new Position(1, 1),
                                "the config starts nothing and runs no other config, so the guest ends at GRUB's prompt",
                                "Load a kernel with linux and start it with boot, or run the guest's grub.cfg with configfile."));
    }

    private static boolean starts(Node node) {
        return STARTERS.contains(node.name()) || NeededModules.handsOver(node);
    }
}
