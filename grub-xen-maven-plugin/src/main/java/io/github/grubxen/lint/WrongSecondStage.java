// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.script.Step;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A second stage, or an image, that the platform cannot start: of the other width, or PV for PVH. */
final class WrongSecondStage {
    private WrongSecondStage() {}

    private static final Set<String> STARTERS = Set.of("multiboot", "chainloader", "xen_hypervisor", "linux");

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            if (STARTERS.contains(step.name())) {
                step.operand().ifPresent(file -> file.possible().forEach(word -> add(subject, step, word, findings)));
            }
        }
        return findings;
    }

    private static void add(Subject subject, Step step, Word word, List<Finding> findings) {
        String name = word.shown().replaceFirst("^.*[/)]", "");
        for (Platform other : Platform.values()) {
            boolean itsOwn = name.equals(other.secondStage()) || name.endsWith("-" + other + ".bin");
            if (other != subject.platform() && itsOwn) {
                findings.add(new Finding(
                        word.position(),
                        name + " is for " + other + ", which GRUB for " + subject.platform() + " cannot start with "
                                + step.name(),
                        "Start " + subject.platform().secondStage() + ", or ask $grub_platform and $grub_cpu first."));
            }
        }
    }
}
