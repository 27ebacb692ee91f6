// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.NeededModules;
import io.github.grubxen.script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A kernel that is loaded outside of a menu's entry, and from there no way leads to its start: GRUB ends at its prompt. */
final class NoBoot {
    private NoBoot() {}

    private static final Set<String> LOADERS = Set.of("linux", "multiboot", "chainloader");

    static List<Finding> check(Subject subject) {
        Set<Step> started = subject.run()
                .leadingTo(step -> step.name().equals("boot") || NeededModules.handsOver(step), step -> false);
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            if (LOADERS.contains(step.name()) && step.straight() && !started.contains(step)) {
                findings.add(new Finding(
                        step.position(),
                        "'" + step.name() + "' outside of a menuentry, and no 'boot' behind it",
                        "Add a line 'boot', or put it into a menuentry."));
            }
        }
        return findings;
    }
}
