// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.format.MemdiskArchive;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModInfo;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleLists;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.script.ControlFlowGraph;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Script;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A config, with the image that it is built into.
 *
 * @param script the config
 * @param run the control-flow graph of the config on the platform
 * @param platform the image's platform
 * @param info the tree's release
 * @param lists the tree's lists
 * @param tree names of the tree's modules
 * @param modules names of the modules in the image, embedded or in its memdisk
 * @param embedded names of the embedded modules
 * @param memdisk paths of the memdisk's files
 * @param contents contents of the memdisk's files that may be lists of names, by their paths
 * @param source the tree
 * @param options the names of the image's options, for remedies
 */
record Subject(
        Script script,
        ControlFlowGraph run,
        Platform platform,
        ModInfo info,
        ModuleLists lists,
        Set<String> tree,
        Set<String> modules,
        Set<String> embedded,
        Set<String> memdisk,
        Map<String, Bytes> contents,
        ModuleTree source,
        ImageOptions options) {
    /** Maximum size of a file that is read as a list of names, in bytes. */
    private static final int LONGEST_LIST = 1 << 16;

    /**
     * The config of a recipe.
     *
     * @throws BadInput if the recipe is not for the tree
     */
    static Subject of(GrubConfig config, ImageRecipe recipe, ModuleTree tree, ImageOptions options) throws BadInput {
        Set<String> files = new HashSet<>();
        Map<String, Bytes> contents = new HashMap<>();
        if (recipe.memdisk().isPresent()) {
            MemdiskArchive.<BadInput>visit(recipe.memdisk().get(), (entry, content) -> {
                files.add(entry.getName());
                if (content.length() <= LONGEST_LIST && !entry.getName().endsWith(".mod")) {
                    contents.put(entry.getName(), content);
                }
            });
        }
        Set<String> embedded = recipe.modules().names();
        Set<String> modules = new HashSet<>(embedded);
        String directory = "boot/grub/" + tree.platform() + "/";
        for (String file : files) {
            if (file.startsWith(directory) && file.endsWith(".mod")) {
                modules.add(file.substring(directory.length(), file.length() - ".mod".length()));
            }
        }
        return new Subject(
                config.script(),
                config.run(tree),
                tree.platform(),
                tree.info(),
                tree.parsedLists(),
                Set.copyOf(tree.modules().keySet()),
                modules,
                embedded,
                files,
                contents,
                tree,
                options);
    }

    /** The module of a command, if it is in the tree. */
    Optional<ModuleFile> moduleOf(String command) {
        return lists.command(command)
                .flatMap(name -> Optional.ofNullable(source.modules().get(name)));
    }

    /** The commands that the config runs. */
    List<Node> nodes() {
        return run.nodes();
    }

    /** Whether a module is in the image, but is loaded only on demand. */
    boolean memdiskOnly(String module) {
        return !embedded.contains(module);
    }

    /** The path of the config itself in the memdisk. */
    String config() {
        return memdisk.contains(BakedConfig.PATH) ? BakedConfig.PATH : "boot/grub/grub.cfg";
    }

    /** Whether modules may come from elsewhere: the config sets the directory that they are looked for in. */
    boolean setsPrefix() {
        return nodes().stream().anyMatch(node -> node.assigned().equals(Optional.of("prefix")));
    }
}
