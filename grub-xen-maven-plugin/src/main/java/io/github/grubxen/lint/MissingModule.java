package io.github.grubxen.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command, or insmod, whose module is not in the image, and is found nowhere else. */
final class MissingModule {
    private MissingModule() {}

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            boolean insmod = step.name().equals("insmod");
            Optional<String> module = insmod
                    ? step.command().arguments().stream().findFirst().flatMap(word -> word.literal())
                    : subject.lists()
                            .command(step.name())
                            .filter(name -> !subject.functions().contains(step.name()));
            if (module.isEmpty()
                    || module.get().contains("/")
                    || subject.modules().contains(module.get())
                    || NoScreen.needsOne(module.get())) {
                continue;
            }
            boolean inTree = subject.tree().contains(module.get());
            if (inTree && subject.setsPrefix()) {
                continue; // it may lie on the guest's disk
            }
            findings.add(new Finding(
                    step.command().position(),
                    insmod
                            ? "the module '" + module.get() + "' is not in the image"
                            : "the module '" + module.get() + "' of the command '" + step.name()
                                    + "' is not in the image",
                    inTree
                            ? "Add it to <addModules>, or name it in <modules>."
                            : "GRUB " + subject.info().release() + " has no such module: leave the line out."));
        }
        return findings;
    }
}
