// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** All modules of Debian 12's GRUB, as in an image with everything, but not luks. */
final class AllModules {
    private AllModules() {}

    /**
     * The modules of a platform.
     *
     * @param further more commands, and the module of each
     */
    static Modules of(Platform platform, Map<String, String> further) throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(platform);
        Set<String> names = new HashSet<>(tree.modules().keySet());
        names.remove("luks");
        Map<String, String> commands = new HashMap<>(tree.parsedLists().commands());
        commands.putAll(further);
        return new Modules(names, Set.of(), commands, Set.of());
    }
}
