// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import io.github.grubxen.io.BadInput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sorts modules and their dependencies into GRUB's order: the dependencies of a module come before it, from the last
 * word of its line in moddep.lst to the first. The stack is a collection, so that no chain of dependencies is too long.
 *
 * <p>Source: "Image format", section 6.
 */
final class ModuleResolution {
    private final ModuleTree tree;
    private final Map<String, ModuleFile> given = new HashMap<>();
    private final Map<String, ModuleFile> done = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    ModuleResolution(ModuleTree tree) {
        this.tree = tree;
    }

    List<ModuleFile> add(List<ModuleRequest> requests) throws BadInput {
        for (ModuleRequest request : requests) {
            if (!done.containsKey(request.name())) {
                given.clear(); // a file is used only if its own request is the first to need the module
                request.file().ifPresent(file -> given.put(request.name(), file));
                add(request.name());
            }
        }
        return List.copyOf(done.values());
    }

    private void add(String root) throws BadInput {
        Deque<Step> stack = new ArrayDeque<>();
        push(stack, root);
        while (!stack.isEmpty()) {
            Step step = stack.peek();
            if (step.left.isEmpty()) {
                stack.pop();
                open.remove(step.name);
                done.put(step.name, file(step.name));
            } else {
                push(stack, step.left.remove(step.left.size() - 1));
            }
        }
    }

    private void push(Deque<Step> stack, String name) throws BadInput {
        if (done.containsKey(name)) {
            return;
        }
        file(name); // reports a missing module before a missing dependency of it
        if (!open.add(name)) {
            List<String> cycle = new ArrayList<>(open);
            cycle.add(name);
            throw new BadInput(
                    tree.name() + "/moddep.lst",
                    "modules that need each other: "
                            + String.join(" -> ", cycle.subList(cycle.indexOf(name), cycle.size())),
                    "Give moddep.lst as GRUB's build made it.");
        }
        stack.push(new Step(name, new ArrayList<>(tree.dependencies().getOrDefault(name, List.of()))));
    }

    private ModuleFile file(String name) throws BadInput {
        ModuleFile file = given.getOrDefault(name, tree.modules().get(name));
        if (file == null) {
            throw new BadInput(
                    tree.name(),
                    "module '" + name + "' is missing (GRUB " + tree.info().packageVersion() + ", " + tree.platform()
                            + ")",
                    "Check the name, or give a module tree that has " + name + ".mod.");
        }
        return file;
    }

    /** A module whose dependencies are being added. */
    private record Step(String name, List<String> left) {}
}
