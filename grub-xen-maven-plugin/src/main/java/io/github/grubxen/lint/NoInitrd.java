// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.NeededModules;
import io.github.grubxen.script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A Linux without an initrd: a distribution's kernel finds no root file system then. */
final class NoInitrd {
    private NoInitrd() {}

    static List<Finding> check(Subject subject) {
        Set<Step> complete = subject.run()
                .leadingTo(
                        step -> step.name().equals("initrd") || NeededModules.handsOver(step),
                        step -> step.name().equals("linux") || step.name().equals("boot"));
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            if (step.name().equals("linux") && !complete.contains(step)) {
                findings.add(new Finding(
                        step.position(),
                        "linux without an initrd behind it",
                        "Add an initrd, or switch the rule off if the kernel needs none."));
            }
        }
        return findings;
    }
}
