// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A second stage, or an image, that the platform cannot start: its width differs, or it is for PV instead of PVH. */
final class WrongSecondStage {
    private WrongSecondStage() {}

    private static final Set<String> STARTERS = Set.of("multiboot", "chainloader", "xen_hypervisor", "linux");

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            if (STARTERS.contains(node.name())) {
                node.operand().ifPresent(file -> file.possible().forEach(word -> add(subject, node, word, findings)));
            }
        }
        return findings;
    }

    private static void add(Subject subject, Node node, Word word, List<Finding> findings) {
        String name = word.shown().replaceFirst("^.*[/)]", "");
        for (Platform other : Platform.values()) {
            boolean itsOwn = name.equals(other.secondStage()) || name.endsWith("-" + other + ".bin");
            if (other != subject.platform() && itsOwn) {
                findings.add(new Finding(
                        word.position(),
                        name + " is for " + other + ", which GRUB for " + subject.platform() + " cannot start with "
                                + node.name(),
                        "Start " + subject.platform().secondStage() + ", or ask $grub_platform and $grub_cpu first."));
            }
        }
    }
}
