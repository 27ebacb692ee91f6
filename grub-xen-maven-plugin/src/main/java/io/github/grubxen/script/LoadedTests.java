// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.HashSet;
import java.util.Set;

/**
 * Whether GRUB certainly has the modules of {@code test} and {@code true}, whose results the interpreter knows. In the layout
 * standalone GRUB loads them from {@code $prefix} when their commands first run, so they may be missing after the script has
 * changed {@code prefix}.
 *
 * <p>Source: read_command_list and grub_dyncmd_dispatcher in GRUB's normal/dyncmd.c.
 *
 * @param moved whether the script has changed {@code prefix}
 * @param loaded the modules whose commands ran before that
 */
record LoadedTests(boolean moved, Set<String> loaded) {

    /** The state at the start of a script. */
    static final LoadedTests NONE = new LoadedTests(false, Set.of());

    private static String module(String command) {
        return command.equals("[") || command.equals("test") ? "test" : "true";
    }

    /** Whether GRUB certainly has the module of {@code test}, {@code [}, {@code true} or {@code false}. */
    boolean has(String command) {
        return !moved || loaded.contains(module(command));
    }

    LoadedTests afterRunning(String command) {
        if (moved || loaded.contains(module(command))) {
            return this;
        }
        Set<String> more = new HashSet<>(loaded);
        more.add(module(command));
        return new LoadedTests(false, Set.copyOf(more));
    }

    LoadedTests afterMove() {
        return new LoadedTests(true, loaded);
    }

    LoadedTests join(LoadedTests other) {
        if (equals(other)) {
            return this;
        }
        Set<String> both = new HashSet<>(loaded);
        both.retainAll(other.loaded);
        return new LoadedTests(moved || other.moved, Set.copyOf(both));
    }
}
