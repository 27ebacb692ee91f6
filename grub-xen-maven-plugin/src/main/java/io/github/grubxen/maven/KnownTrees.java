// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.config.GrubConfigs;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.ModulesDirectory;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The trees and configs that the goals of one build of a project have read, so that each is read only once. Maven keeps them
 * until the whole reactor is built. If the heap is full, they are dropped and read again.
 *
 * @param context Maven's plugin context, which it keeps while it builds the project; null if there is none
 * @param directory the directory of the trees
 */
record KnownTrees(@Nullable Map<?, ?> context, ModulesDirectory directory) {

    private static final String CONFIGS = GrubConfigs.class.getName();

    /** Keeps a tree for later goals. */
    @SuppressWarnings("unchecked") // Maven's own interface has no types
    void keep(ModuleTree tree) {
        if (context != null) {
            ((Map<Object, Object>) context).put(key(tree.platform()), new SoftReference<>(tree));
        }
    }

    /** The tree of a platform: the one that an earlier goal kept, or otherwise a tree that is read now. */
    ModuleTree tree(Platform platform) throws IOException {
        if (context != null
                && context.get(key(platform)) instanceof SoftReference<?> kept
                && kept.get() instanceof ModuleTree tree) {
            return tree;
        }
        ModuleTree tree = directory.tree(platform);
        keep(tree);
        return tree;
    }

    /** The configs that earlier goals of the build have parsed. */
    @SuppressWarnings("unchecked") // Maven's own interface has no types
    GrubConfigs configs() {
        if (context != null
                && context.get(CONFIGS) instanceof SoftReference<?> kept
                && kept.get() instanceof GrubConfigs configs) {
            return configs;
        }
        GrubConfigs configs = new GrubConfigs();
        if (context != null) {
            ((Map<Object, Object>) context).put(CONFIGS, new SoftReference<>(configs));
        }
        return configs;
    }

    private String key(Platform platform) {
        return directory.path().resolve(platform.id()).toAbsolutePath().toString();
    }
}
