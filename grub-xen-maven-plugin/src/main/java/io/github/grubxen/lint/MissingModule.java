// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.NeededModules;
import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A command, insmod or pattern whose module is not in the image and not available elsewhere. */
final class MissingModule {
    private MissingModule() {}

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        Set<String> asked = NeededModules.askedFor(subject.run());
        for (Node node : subject.nodes()) {
            String name = node.name();
            if (name.equals("insmod")) {
                node.arguments().stream()
                        .limit(1)
                        .flatMap(Argument::literals)
                        .filter(module -> !isFile(module) && !asked.contains(module))
                        .forEach(module -> check(subject, node, module, "", findings));
            } else if (!subject.run().isFunction(name)) {
                subject.lists()
                        .command(name)
                        .ifPresent(module -> check(subject, node, module, " of the command '" + name + "'", findings));
            }
        }
        patterns(subject, findings);
        findings.addAll(NotLoaded.check(subject));
        return findings;
    }

    /** Whether insmod treats a name as a file and not as a module (grub_core_cmd_insmod in kern/corecmd.c). */
    private static boolean isFile(String name) {
        return name.isEmpty() || "/(+".indexOf(name.charAt(0)) >= 0;
    }

    private static void check(Subject subject, Node node, String module, String of, List<Finding> findings) {
        boolean inTree = subject.tree().contains(module);
        if (subject.modules().contains(module)
                || NoScreen.needsOne(module)
                || (inTree && subject.setsPrefix())) { // it may be on the guest's disk
            return;
        }
        findings.add(new Finding(
                node.position(),
                "the module '" + module + "'" + of + " is not in the image",
                inTree
                        ? "Add it to " + subject.options().modules() + "."
                        : "GRUB " + subject.info().grubVersion() + " has no such module: remove the line."));
    }

    /**
     * Patterns for files or devices, which GRUB expands only if the module for them is loaded. GRUB does not load it by itself.
     */
    private static void patterns(Subject subject, List<Finding> findings) {
        String module = NeededModules.PATTERNS;
        boolean there = subject.modules().contains(module) || subject.setsPrefix();
        if (there && !subject.memdiskOnly(module)) {
            return;
        }
        for (Node node : subject.nodes()) {
            if (there && loads(node, module)) {
                return;
            }
            node.words().stream()
                    .filter(Argument::isPattern)
                    .findFirst()
                    .ifPresent(word -> findings.add(new Finding(
                            word.word().position(),
                            "'" + word.word().raw() + "' is taken literally as long as the module '" + module
                                    + "' is not " + (there ? "loaded" : "in the image"),
                            there
                                    ? "Write a line 'insmod " + module + "' before it."
                                    : "Add it to " + subject.options().modules() + ".")));
        }
    }

    private static boolean loads(Node node, String module) {
        return node.name().equals(module)
                || (node.name().equals("insmod")
                        && node.arguments().stream().flatMap(Argument::literals).anyMatch(module::equals));
    }
}
