package io.github.grubxen.lint;

import io.github.grubxen.image.MemdiskTrap;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A search that the image's own memdisk answers, or a config that runs itself again. */
final class MemdiskTrapRule {
    private MemdiskTrapRule() {}

    /** Where the image's own config lies in its layouts. */
    private static final Set<String> CONFIGS = Set.of("(memdisk)/bootstrap.cfg", "(memdisk)/boot/grub/grub.cfg");

    private static final int DEVICE = "(memdisk)/".length();

    private static final Set<String> RUNNERS = Set.of("configfile", "source", ".", "normal", "legacy_configfile");

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (MemdiskTrap trap : MemdiskTrap.in(subject.script(), List.of(), subject.memdisk())) {
            findings.add(new Finding(trap.position(), trap.problem(), trap.remedy()));
        }
        for (Step step : subject.steps()) {
            List<Word> arguments = step.command().arguments();
            String file = arguments.isEmpty() ? "" : arguments.get(0).literal().orElse("");
            if (RUNNERS.contains(step.name())
                    && CONFIGS.contains(file)
                    && subject.memdisk().contains(file.substring(DEVICE))) {
                findings.add(new Finding(
                        step.command().position(),
                        "the config runs itself again, without an end",
                        "Run another file, or use a loop."));
            }
        }
        return findings;
    }
}
