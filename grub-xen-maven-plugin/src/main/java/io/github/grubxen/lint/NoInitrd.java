package io.github.grubxen.lint;

import java.util.ArrayList;
import java.util.List;

/** A Linux without an initrd: a distribution's kernel finds no root file system then. */
final class NoInitrd {
    private NoInitrd() {}

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        List<Step> steps = subject.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).name().equals("linux")) {
                continue;
            }
            boolean found = false;
            for (int next = i + 1; next < steps.size() && !found; next++) {
                String name = steps.get(next).name();
                if (name.equals("linux") || name.equals("menuentry") || name.equals("boot")) {
                    break;
                }
                found = name.equals("initrd") || subject.functions().contains(name);
            }
            if (!found) {
                findings.add(new Finding(
                        steps.get(i).command().position(),
                        "linux without an initrd behind it",
                        "Add an initrd, or switch the rule off if the kernel needs none."));
            }
        }
        return findings;
    }
}
