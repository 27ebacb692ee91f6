// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The modules of an image, and the modules of GRUB's commands.
 *
 * @param loaded names of the modules that are loaded at the start
 * @param memdisk names of the modules in the image's memdisk, which GRUB loads when a command of theirs is used
 * @param commands the module of each command, as in GRUB's command.lst
 * @param variables names of variables that this GRUB has and others lack, such as {@code feature_blscfg}
 */
public record Modules(Set<String> loaded, Set<String> memdisk, Map<String, String> commands, Set<String> variables) {
    /** Commands of the kernel, and of the module normal. */
    private static final Set<String> BUILT_IN = Set.of(
            "set",
            "unset",
            "ls",
            "insmod",
            "boot",
            "terminfo",
            "export",
            "break",
            "continue",
            "shift",
            "setparams",
            "return");

    /** Copies the collections. */
    public Modules {
        loaded = Set.copyOf(loaded);
        memdisk = Set.copyOf(memdisk);
        commands = Map.copyOf(commands);
        variables = Set.copyOf(variables);
    }

    /** The module that has a command; empty for the kernel's own and unknown ones. */
    Optional<String> of(String command) {
        return Optional.ofNullable(commands.get(command));
    }

    boolean isBuiltIn(String command) {
        return BUILT_IN.contains(command);
    }
}
