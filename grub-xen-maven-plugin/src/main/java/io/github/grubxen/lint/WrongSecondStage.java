package io.github.grubxen.lint;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A second stage that the platform cannot start: of the other width, or PV for PVH. */
final class WrongSecondStage {
    private WrongSecondStage() {}

    private static final Set<String> STARTERS = Set.of("multiboot", "chainloader", "xen_hypervisor", "linux");

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            boolean asked =
                    step.asked().contains("grub_platform") || step.asked().contains("grub_cpu");
            if (asked
                    || !STARTERS.contains(step.name())
                    || step.command().arguments().isEmpty()) {
                continue;
            }
            Word file = step.command().arguments().get(0);
            for (Platform other : Platform.values()) {
                if (other != subject.platform() && file.shown().endsWith("/" + other.secondStage())) {
                    findings.add(new Finding(
                            file.position(),
                            other.secondStage() + " is for " + other + ", which GRUB for " + subject.platform()
                                    + " cannot start",
                            "Start " + subject.platform().secondStage()
                                    + ", or ask $grub_platform and $grub_cpu first."));
                }
            }
        }
        return findings;
    }
}
