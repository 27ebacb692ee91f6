// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import io.github.grubxen.io.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the lists beside the modules say: which module has a command or a terminal, which are file systems, partition maps, ciphers
 * and hashes.
 * A list that is missing is empty, as for GRUB.
 *
 * <p>Source: the files command.lst, terminal.lst, fs.lst, partmap.lst, crypto.lst and parttool.lst as GRUB's builds of 2.06 and 2.12
 * make them.
 */
public final class ModuleLists {
    private final Map<String, String> commands = new TreeMap<>();
    private final Map<String, String> terminals = new TreeMap<>();
    private final List<String> fileSystems;
    private final List<String> partitionMaps;
    private final List<String> algorithms;
    private final List<String> partitionTools;

    /** The lists of a tree. */
    public ModuleLists(ModuleTree tree) {
        for (String line : lines(tree, "command.lst")) {
            // a star marks the command that is preferred to another of its name
            boolean preferred = line.startsWith("*");
            String[] parts = line.substring(preferred ? 1 : 0).split(": ?", 2);
            if (parts.length == 2 && preferred) {
                commands.put(parts[0], parts[1].strip());
            } else if (parts.length == 2) {
                commands.putIfAbsent(parts[0], parts[1].strip());
            }
        }
        for (String line : lines(tree, "terminal.lst")) {
            String[] parts = line.split(": ?", 2);
            if (parts.length == 2) {
                terminals.put(parts[0], parts[1].strip());
            }
        }
        fileSystems = lines(tree, "fs.lst");
        partitionMaps = lines(tree, "partmap.lst");
        algorithms = modules(tree, "crypto.lst");
        partitionTools = modules(tree, "parttool.lst");
    }

    /** The module that has a command; none for the kernel's own and for unknown ones. */
    public Optional<String> command(String name) {
        return Optional.ofNullable(commands.get(name));
    }

    /** Whether there is such a command, in a module or in the kernel. */
    public boolean isCommand(String name) {
        return commands.containsKey(name) || KERNEL.contains(name);
    }

    /** The modules that have a terminal for output or input. */
    public List<String> terminal(String name) {
        return List.of("o", "i").stream()
                .flatMap(kind -> Optional.ofNullable(terminals.get(kind + name)).stream())
                .distinct()
                .toList();
    }

    /** All modules of file systems. */
    public List<String> fileSystems() {
        return fileSystems;
    }

    /** All modules of partition maps. */
    public List<String> partitionMaps() {
        return partitionMaps;
    }

    /** All modules with a cipher or a hash, which GRUB loads when one is asked for, but never out of an image. */
    public List<String> algorithms() {
        return algorithms;
    }

    /** All modules that the command parttool gets its tools from, in the same way. */
    public List<String> partitionTools() {
        return partitionTools;
    }

    /** Commands that the kernels for Xen have, before a module is loaded: no list names them. */
    private static final List<String> KERNEL = List.of("set", "unset", "ls", "insmod", "boot", "terminfo");

    /** What stands behind the names of a list. */
    private static List<String> modules(ModuleTree tree, String name) {
        return lines(tree, name).stream()
                .filter(line -> line.indexOf(':') > 0)
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .distinct()
                .toList();
    }

    private static List<String> lines(ModuleTree tree, String name) {
        Bytes list = tree.lists().get(name);
        return list == null
                ? List.of()
                : list.latin1()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }
}
