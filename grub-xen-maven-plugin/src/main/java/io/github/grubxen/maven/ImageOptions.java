// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.module.ResolvedModules;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageRecipe;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options that only the layout image has: options of grub-mkimage. */
record ImageOptions(
        @Nullable String prefix,
        @Nullable File memdisk,
        @Nullable File config) implements LayoutOptions {

    @Override
    public Layout layout() {
        return Layout.IMAGE;
    }

    @Override
    public LayoutOptions defaults() {
        return new ImageOptions(null, null, null);
    }

    @Override
    public ImageRecipe recipe(MkimageOptions common, ModuleTree tree) throws IOException {
        if (prefix == null && memdisk == null) {
            throw new BadInput("grub-xen.prefix", "no prefix", "Set -Dgrub-xen.prefix, or give a memdisk.");
        }
        Bytes where = prefix == null ? ImageRecipe.MEMDISK_PREFIX : ImageRecipe.text("grub-xen.prefix", prefix);
        ResolvedModules resolved = tree.resolveRequests(common.embedded(tree));
        Extras extras = common.extras();
        Optional<Bytes> early = extras.earlyConfig(tree.info(), resolved, MkimageOptions.content(config));
        return new ImageRecipe(tree.platform(), resolved, MkimageOptions.content(memdisk), early, where, extras);
    }
}
