// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.module.ModuleLists;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.script.Argument;
import io.github.grubxen.script.ControlFlowGraph;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the modules that a config needs: the modules of its commands, and all modules that read disks. A config that runs
 * another config needs all modules, because the commands of the other config are unknown.
 *
 * @param fileSystems names of modules for file systems; empty for all
 * @param partitionMaps names of modules for partition maps; empty for all
 * @param decompressors names of modules for decompression; empty for all
 * @param further additional modules
 */
public record NeededModules(
        Optional<List<String>> fileSystems,
        Optional<List<String>> partitionMaps,
        Optional<List<String>> decompressors,
        List<String> further) {

    /**
     * Commands that run another config, or text that is only known at run time. blscfg of Fedora's GRUB makes menu
     * entries from other configs.
     */
    private static final Set<String> HAND_OVER = Set.of(
            "configfile",
            "source",
            ".",
            "eval",
            "normal",
            "blscfg",
            "legacy_configfile",
            "legacy_source",
            "syslinux_configfile",
            "syslinux_source",
            "extract_entries_configfile",
            "extract_entries_source",
            "extract_legacy_entries_configfile",
            "extract_legacy_entries_source",
            "extract_syslinux_entries_configfile",
            "extract_syslinux_entries_source");

    /** The modules that decompress files when GRUB reads them. The last one exists since GRUB 2.14. */
    public static final List<String> DECOMPRESSOR_MODULES = List.of("gzio", "xzio", "lzopio", "zstdio");

    /** Modules that make volumes of several disks visible. GRUB does not load them by itself. */
    private static final List<String> VOLUMES =
            List.of("lvm", "mdraid09", "mdraid09_be", "mdraid1x", "raid5rec", "raid6rec", "dm_nv", "ldm");

    private static final List<String> ENCRYPTION = List.of("luks", "luks2", "geli");

    /** The module of the command cryptomount. */
    private static final Set<String> DISK_ENCRYPTION = Set.of("cryptodisk");

    /** Modules whose commands compute a hash or check a signature. */
    private static final Set<String> HASHES = Set.of("hashsum", "pgp");

    /** The module that expands {@code *} and {@code ?}. Without it, both are taken literally. */
    public static final String PATTERNS = "regexp";

    /** Everything that reads disks. */
    public static final NeededModules USUAL =
            new NeededModules(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /** Whether a command runs, or may run, another config, whose commands are unknown. */
    public static boolean handsOver(Node node) {
        return !node.words().isEmpty()
                && node.assigned().isEmpty()
                && (node.name().isEmpty() || HAND_OVER.contains(node.name()));
    }

    /**
     * The modules, without their dependencies.
     *
     * @throws BadInput if the config has a syntax error, or a named module is not in the tree
     */
    public List<String> of(GrubConfig config, ModuleTree tree) throws BadInput {
        ModuleLists lists = tree.parsedLists();
        ControlFlowGraph run = config.run(tree);
        if (run.nodes().stream().anyMatch(NeededModules::handsOver)) {
            return tree.allModules();
        }
        Set<String> names = new LinkedHashSet<>();
        Set<String> asked = askedFor(run);
        for (Node node : run.nodes()) {
            lists.command(node.name()).ifPresent(names::add);
            for (Argument argument : node.arguments()) {
                if (node.name().equals("insmod")) {
                    argument.literals().filter(name -> !asked.contains(name)).forEach(names::add);
                } else if (node.name().startsWith("terminal_")) {
                    argument.literals().map(lists::terminal).forEach(names::addAll);
                }
            }
            if (node.words().stream().anyMatch(Argument::isPattern)) {
                names.add(PATTERNS);
            }
        }
        if (names.stream().anyMatch(DISK_ENCRYPTION::contains)) {
            names.addAll(ENCRYPTION);
        }
        if (Stream.concat(names.stream(), further.stream())
                .anyMatch(name -> ENCRYPTION.contains(name) || HASHES.contains(name))) {
            names.addAll(lists.algorithms());
        }
        if (names.contains("parttool")) {
            names.addAll(lists.partitionTools());
        }
        names.addAll(fileSystems.orElse(lists.fileSystems()));
        names.addAll(partitionMaps.orElse(lists.partitionMaps()));
        names.addAll(decompressors.orElse(DECOMPRESSOR_MODULES));
        names.addAll(VOLUMES);
        names.removeIf(name -> !tree.modules().containsKey(name)); // the kernel's own, and other platforms'
        List<String> all = new ArrayList<>(names);
        for (Optional<List<String>> named : List.of(fileSystems, partitionMaps, decompressors)) {
            all.addAll(named.orElse(List.of()));
        }
        all.addAll(further);
        return all.stream().distinct().toList();
    }

    /** The modules whose files a config tests for. The config loads them only if they exist, and works without them. */
    public static Set<String> askedFor(ControlFlowGraph run) {
        return run.nodes().stream()
                .filter(node -> node.name().equals("[") || node.name().equals("test"))
                .flatMap(node -> node.arguments().stream())
                .flatMap(argument -> argument.possible().stream())
                .map(Word::shown)
                .filter(path -> path.endsWith(".mod"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1, path.length() - ".mod".length()))
                .collect(Collectors.toSet());
    }
}
