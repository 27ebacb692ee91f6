// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import io.github.grubxen.io.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The contents of the lists beside the modules: the module of each command and terminal, and the modules of file
 * systems, partition maps, ciphers and hashes. A missing list counts as empty, as in GRUB.
 *
 * <p>Source: the files command.lst, terminal.lst, fs.lst, partmap.lst, crypto.lst and parttool.lst of GRUB's builds of
 * 2.06 and 2.12.
 *
 * @param commands the module of each command
 * @param terminals the module of each terminal, after {@code o} for output or {@code i} for input
 * @param fileSystems all modules of file systems
 * @param partitionMaps all modules of partition maps
 * @param algorithms all modules with a cipher or a hash. GRUB loads such a module on demand, but not from inside an
 *     image
 * @param partitionTools all modules with a tool for the command parttool, which GRUB loads in the same way
 */
public record ModuleLists(
        Map<String, String> commands,
        Map<String, String> terminals,
        List<String> fileSystems,
        List<String> partitionMaps,
        List<String> algorithms,
        List<String> partitionTools) {

    /** The commands of the kernels for Xen. They need no module, and no list contains them. */
    private static final List<String> KERNEL = List.of("set", "unset", "ls", "insmod", "boot", "terminfo");

    /** Copies the maps and lists. */
    public ModuleLists {
        commands = Map.copyOf(commands);
        terminals = Map.copyOf(terminals);
        fileSystems = List.copyOf(fileSystems);
        partitionMaps = List.copyOf(partitionMaps);
        algorithms = List.copyOf(algorithms);
        partitionTools = List.copyOf(partitionTools);
    }

    /** Reads the lists of a tree, by the names of their files. */
    static ModuleLists read(Map<String, Bytes> files) {
        Map<String, String> commands = new TreeMap<>();
        for (String line : lines(files, "command.lst")) {
            // a star marks the preferred one of two commands with the same name
            boolean preferred = line.startsWith("*");
            String[] parts = line.substring(preferred ? 1 : 0).split(": ?", 2);
            if (parts.length == 2 && preferred) {
                commands.put(parts[0], parts[1].strip());
            } else if (parts.length == 2) {
                commands.putIfAbsent(parts[0], parts[1].strip());
            }
        }
        Map<String, String> terminals = new TreeMap<>();
        for (String line : lines(files, "terminal.lst")) {
            String[] parts = line.split(": ?", 2);
            if (parts.length == 2) {
                terminals.put(parts[0], parts[1].strip());
            }
        }
        return new ModuleLists(
                commands,
                terminals,
                lines(files, "fs.lst"),
                lines(files, "partmap.lst"),
                modules(files, "crypto.lst"),
                modules(files, "parttool.lst"));
    }

    /** The module with a command. Empty for the kernel's own commands and for unknown ones. */
    public Optional<String> command(String name) {
        return Optional.ofNullable(commands.get(name));
    }

    /** Whether a module or the kernel has a command of this name. */
    public boolean isCommand(String name) {
        return commands.containsKey(name) || KERNEL.contains(name);
    }

    /** The modules with a terminal of this name, for output or input. */
    public List<String> terminal(String name) {
        return List.of("o", "i").stream()
                .flatMap(kind -> Optional.ofNullable(terminals.get(kind + name)).stream())
                .distinct()
                .toList();
    }

    /** The modules in a list with lines of the form {@code NAME: MODULE}. */
    private static List<String> modules(Map<String, Bytes> files, String name) {
        return lines(files, name).stream()
                .filter(line -> line.indexOf(':') > 0)
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .distinct()
                .toList();
    }

    private static List<String> lines(Map<String, Bytes> files, String name) {
        Bytes list = files.get(name);
        return list == null
                ? List.of()
                : list.latin1()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }
}
