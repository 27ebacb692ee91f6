// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.lock.NeededNames;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageDirectory;
import io.github.grubxen.plan.ImageRecipe;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The modules that a project's images contain: embedded modules, and modules in the memdisk of a standalone image.
 *
 * @param images the images; empty if the project packages the modules themselves
 * @param log gets a warning about an image whose modules are not all in a tree
 */
record ProjectModules(List<ImageDirectory.Named> images, BuildLog log) implements NeededNames {
    /** The name of a module in the header of a tar entry. */
    private static final Pattern IN_MEMDISK = Pattern.compile("([\\w+.-]+)\\.mod\0");

    @Override
    public Collection<String> of(ModuleTree tree) throws IOException {
        if (images.isEmpty()) {
            return tree.modules().keySet();
        }
        Set<String> names = new TreeSet<>();
        for (ImageDirectory.Named image : images) {
            if (image.platform() == tree.platform()) {
                try {
                    add(names, image.plan().recipe(tree));
                } catch (BadInput e) {
                    log.warn(image.fileName() + " cannot be made of "
                            + tree.info().packageVersion() + ": " + e.getMessage());
                }
            }
        }
        return names;
    }

    private static void add(Set<String> names, ImageRecipe recipe) {
        names.addAll(recipe.modules().names());
        recipe.memdisk()
                .ifPresent(memdisk ->
                        IN_MEMDISK.matcher(memdisk.latin1()).results().forEach(found -> names.add(found.group(1))));
    }
}
