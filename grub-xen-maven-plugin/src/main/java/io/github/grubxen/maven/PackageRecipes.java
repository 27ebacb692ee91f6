// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.DebianSplit;
import io.github.grubxen.deb.Draft;
import io.github.grubxen.deb.PackageMetadata;
import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.deb.SharedPaths;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.source.ModulesDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The inputs for a build's packages.
 *
 * @param preset the preset
 * @param metadata the metadata that all packages share
 * @param images directory of the images
 * @param modules the module trees
 * @param controlDirectory a directory with a directory of control files for each package, named after it
 */
record PackageRecipes(
        Preset preset, PackageMetadata metadata, Path images, ModulesDirectory modules, Path controlDirectory) {

    /**
     * The packages of the preset, with the additions of a {@code <package>} of the same name, and the project's own packages.
     */
    List<PackageRecipe> of(List<PackageConfiguration> packages) throws IOException {
        Map<String, Draft> presets = new LinkedHashMap<>();
        if (preset.names().isPresent()) {
            DebianSplit split = new DebianSplit(metadata, preset.names().get());
            for (Draft draft : List.of(split.host(images), split.bin(modules))) {
                presets.put(draft.name(), draft);
            }
        }
        List<PackageRecipe> recipes = new ArrayList<>();
        List<PackageConfiguration> own = new ArrayList<>(packages);
        for (Map.Entry<String, Draft> draft : presets.entrySet()) {
            Optional<PackageConfiguration> more = named(own, draft.getKey());
            if (more.isPresent()) {
                own.remove(more.get());
                recipes.addAll(more.get().recipes(draft.getValue(), metadata, images, modules, controlDirectory));
            } else {
                recipes.add(draft.getValue().recipe(draft.getKey(), metadata));
            }
        }
        for (PackageConfiguration configuration : own) {
            recipes.addAll(
                    configuration.recipes(configuration.draft(metadata), metadata, images, modules, controlDirectory));
        }
        check(recipes);
        return recipes;
    }

    private static Optional<PackageConfiguration> named(List<PackageConfiguration> packages, String name)
            throws BadInput {
        for (PackageConfiguration configuration : packages) {
            if (configuration.name().equals(name)) {
                return Optional.of(configuration);
            }
        }
        return Optional.empty();
    }

    private static void check(List<PackageRecipe> recipes) throws BadInput {
        Set<String> names = new HashSet<>();
        for (PackageRecipe recipe : recipes) {
            if (!names.add(recipe.name())) {
                throw new BadInput("<packages>", "more than one is called " + recipe.name(), "Rename one.");
            }
        }
        for (SharedPaths.Shared shared :
                SharedPaths.of(recipes.stream().map(PackageRecipe::installed).toList())) {
            throw new BadInput(
                    "<packages>",
                    shared.one() + " and " + shared.other() + " both have /" + shared.path()
                            + ", so dpkg would refuse the second one",
                    "Give it to one of them, or one of them <conflicts> or <replaces> with the other's name.");
        }
    }
}
