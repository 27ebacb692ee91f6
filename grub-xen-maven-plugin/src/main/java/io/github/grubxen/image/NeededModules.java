package io.github.grubxen.image;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleLists;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Script;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which modules a config needs: those of its commands, and what reads disks. A config that hands over to another one, whose
 * commands nobody knows, needs all.
 *
 * @param fileSystems names of file systems' modules, or nothing for all of them
 * @param partitionMaps names of partition maps' modules, or nothing for all of them
 * @param decompressors names of decompressors' modules, or nothing for all of them
 * @param further modules that are wanted besides
 */
public record NeededModules(
        Optional<List<String>> fileSystems,
        Optional<List<String>> partitionMaps,
        Optional<List<String>> decompressors,
        List<String> further) {

    /** Commands that run another config, or text that is only known at run time. */
    private static final Set<String> HAND_OVER = Set.of(
            "configfile",
            "source",
            ".",
            "eval",
            "normal",
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

    private static final List<String> DECOMPRESSORS = List.of("gzio", "xzio", "lzopio");

    /** What makes volumes of several disks visible; GRUB loads none of them by itself. */
    private static final List<String> VOLUMES =
            List.of("lvm", "mdraid09", "mdraid09_be", "mdraid1x", "raid5rec", "raid6rec", "dm_nv", "ldm");

    private static final List<String> ENCRYPTION = List.of("luks", "luks2", "geli");

    /** Everything that reads disks. */
    public static final NeededModules USUAL =
            new NeededModules(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /** Whether a config runs another one. */
    public static boolean handsOver(Script script) {
        return script.commands().stream()
                .anyMatch(command -> command.name().map(HAND_OVER::contains).orElse(true));
    }

    /**
     * The modules, without what they need themselves.
     *
     * @throws BadInput when the config has a syntax error, or a module that is named is not in the tree
     */
    public List<String> of(Bytes config, ModuleTree tree) throws BadInput {
        Script script = Script.parse(config);
        if (handsOver(script)) {
            return tree.allModules();
        }
        ModuleLists lists = new ModuleLists(tree);
        Set<String> names = new LinkedHashSet<>();
        Set<String> commands = new HashSet<>();
        for (Node.Command command : script.commands()) {
            String name = command.name().orElse("");
            commands.add(name);
            lists.command(name).ifPresent(names::add);
            for (Word argument : command.arguments()) {
                String text = argument.literal().orElse("");
                if (name.equals("insmod")) {
                    names.add(text);
                } else if (name.startsWith("terminal_")) {
                    names.addAll(lists.terminal(text));
                }
            }
        }
        names.addAll(fileSystems.orElse(lists.fileSystems()));
        names.addAll(partitionMaps.orElse(lists.partitionMaps()));
        names.addAll(decompressors.orElse(DECOMPRESSORS));
        names.addAll(VOLUMES);
        if (commands.contains("cryptomount")) {
            names.addAll(ENCRYPTION);
        }
        names.removeIf(name -> !tree.modules().containsKey(name)); // the kernel's own, and other platforms'
        List<String> all = new ArrayList<>(names);
        for (Optional<List<String>> named : List.of(fileSystems, partitionMaps, decompressors)) {
            all.addAll(named.orElse(List.of()));
        }
        all.addAll(further);
        return all.stream().distinct().toList();
    }
}
