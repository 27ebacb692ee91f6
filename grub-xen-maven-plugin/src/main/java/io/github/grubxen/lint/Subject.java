package io.github.grubxen.lint;

import io.github.grubxen.image.ImageRecipe;
import io.github.grubxen.inspect.Memdisk;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModInfo;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleLists;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Script;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A config in the image that it is for.
 *
 * @param script the config
 * @param steps its commands, and when they are run
 * @param functions names of the functions that it defines
 * @param platform the image's platform
 * @param info what the tree says of itself
 * @param lists the tree's lists
 * @param tree names of the tree's modules
 * @param modules names of the modules that the image brings, embedded or in its memdisk
 * @param memdisk paths of the memdisk's files
 */
record Subject(
        Script script,
        List<Step> steps,
        Set<String> functions,
        Platform platform,
        ModInfo info,
        ModuleLists lists,
        Set<String> tree,
        Set<String> modules,
        Set<String> memdisk) {

    /**
     * The config of a recipe.
     *
     * @throws BadInput when it has a syntax error, or the recipe is not for the tree
     */
    static Subject of(Bytes config, ImageRecipe recipe, ModuleTree tree) throws BadInput {
        Script script = Script.parse(config);
        Set<String> functions = new HashSet<>();
        script.forEach(node -> {
            if (node instanceof Node.Function function) {
                functions.add(function.name());
            }
        });
        Set<String> files = new HashSet<>();
        if (recipe.memdisk().isPresent()) {
            Memdisk.of(tree.platform(), recipe.memdisk().get()).files().forEach(file -> files.add(file.path()));
        }
        Set<String> modules = new HashSet<>();
        for (ModuleFile module : tree.resolveRequests(recipe.modules())) {
            modules.add(module.name());
        }
        String folder = "boot/grub/" + tree.platform() + "/";
        for (String file : files) {
            if (file.startsWith(folder) && file.endsWith(".mod")) {
                modules.add(file.substring(folder.length(), file.length() - ".mod".length()));
            }
        }
        return new Subject(
                script,
                Step.of(script),
                functions,
                tree.platform(),
                tree.info(),
                new ModuleLists(tree),
                Set.copyOf(tree.modules().keySet()),
                modules,
                files);
    }

    /** Whether modules may come from elsewhere: the config sets the folder that they are looked for in. */
    boolean setsPrefix() {
        return steps.stream()
                .anyMatch(step -> Assignment.of(step.command())
                        .map(assignment -> assignment.name().equals("prefix"))
                        .orElse(false));
    }
}
