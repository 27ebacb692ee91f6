// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The modules of a project that differ between two trees of a platform. The contents of the files are compared.
 *
 * @param platform the platform
 * @param changed modules that are in both trees with different contents
 * @param added modules that are needed only from the newer tree
 * @param gone modules that are needed only from the former tree
 * @param all number of modules that are needed from either tree
 * @param kernelDiffers whether kernel.img differs
 */
record ModuleChanges(
        Platform platform,
        List<String> changed,
        List<String> added,
        List<String> gone,
        int all,
        boolean kernelDiffers) {

    /** Copies the lists. */
    ModuleChanges {
        changed = List.copyOf(changed);
        added = List.copyOf(added);
        gone = List.copyOf(gone);
    }

    static ModuleChanges of(ModuleTree former, ModuleTree newer, NeededNames needed) throws IOException {
        Collection<String> before = needed.of(former);
        Collection<String> after = needed.of(newer);
        List<String> changed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        SortedSet<String> all = new TreeSet<>(before);
        all.addAll(after);
        for (String name : all) {
            ModuleFile one = former.modules().get(name);
            ModuleFile other = newer.modules().get(name);
            if (one == null || !before.contains(name)) {
                added.add(name);
            } else if (other == null || !after.contains(name)) {
                gone.add(name);
            } else if (!one.content().equals(other.content())) {
                changed.add(name);
            }
        }
        boolean kernelDiffers = !former.kernel().equals(newer.kernel());
        return new ModuleChanges(former.platform(), changed, added, gone, all.size(), kernelDiffers);
    }

    /** One line for each kind of change. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (kernelDiffers) {
            lines.add(platform + ": kernel.img differs");
        }
        add(lines, "changed", changed);
        add(lines, "new", added);
        add(lines, "gone", gone);
        return lines;
    }

    private void add(List<String> lines, String kind, List<String> names) {
        if (!names.isEmpty()) {
            lines.add(platform + ": " + kind + ": " + String.join(", ", names));
        }
    }

    /** Number of modules that differ. */
    int differing() {
        return changed.size() + added.size() + gone.size();
    }
}
