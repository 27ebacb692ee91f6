package io.github.grubxen.lint;

import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;

/** A command that neither the release has for this platform nor the config defines. */
final class UnknownCommand {
    private UnknownCommand() {}

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            String name = step.name().equals("!")
                    ? step.command().arguments().stream()
                            .findFirst()
                            .flatMap(Word::literal)
                            .orElse("")
                    : step.name();
            if (name.isEmpty()
                    || Assignment.of(step.command()).isPresent()
                    || subject.functions().contains(name)
                    || subject.lists().isCommand(name)) {
                continue;
            }
            findings.add(
                    new Finding(
                            step.command().position(),
                            "GRUB " + subject.info().release() + " has no command '" + name + "'",
                            "Check its name; where only some platforms have it: if [ \"$grub_platform\" = xen ]; then ... fi."));
        }
        return findings;
    }
}
