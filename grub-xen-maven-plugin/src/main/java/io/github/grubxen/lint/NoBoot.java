package io.github.grubxen.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A kernel that is loaded outside of a menu's entry and never started: GRUB ends at its prompt. */
final class NoBoot {
    private NoBoot() {}

    private static final Set<String> LOADERS = Set.of("linux", "multiboot", "chainloader");

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        List<Step> steps = subject.steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!LOADERS.contains(step.name()) || step.entry() || step.function()) {
                continue;
            }
            boolean started = steps.stream()
                    .skip(i + 1L)
                    .anyMatch(next -> !next.entry()
                            && (next.name().equals("boot")
                                    || subject.functions().contains(next.name())));
            if (!started) {
                findings.add(new Finding(
                        step.command().position(),
                        "'" + step.name() + "' outside of a menuentry, and no 'boot' behind it",
                        "Add a line 'boot', or put it into a menuentry."));
            }
        }
        return findings;
    }
}
