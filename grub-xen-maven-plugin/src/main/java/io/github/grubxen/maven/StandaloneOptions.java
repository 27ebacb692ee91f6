// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.GraftedFiles;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.plan.MemdiskFileCompression;
import io.github.grubxen.plan.Standalone;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The options that only the layout standalone has: options that grub-mkstandalone has in addition to grub-mkimage. */
record StandaloneOptions(
        List<String> files, boolean followLinks, List<String> installModules, GrubFileOptions grubFiles, long time)
        implements LayoutOptions {
    private static final List<String> NONE = List.of("none");

    @Override
    public Layout layout() {
        return Layout.STANDALONE;
    }

    @Override
    public LayoutOptions defaults() {
        return new StandaloneOptions(List.of(), false, List.of(), GrubFileOptions.DEFAULTS, GrubTar.TIME);
    }

    @Override
    public ImageRecipe recipe(MkimageOptions common, ModuleTree tree) throws IOException {
        MemdiskFileCompression compression = grubFiles.compression(LayoutOptions::property);
        List<GrubTar.File> own = GraftedFiles.read(
                "grub-xen.files",
                common.base(),
                Entries.of("grub-xen.files", files),
                new GraftedFiles.Links(followLinks, Optional.of("grub-xen.followLinks")));
        return new Standalone(
                        common.embedded(tree),
                        installed(common, tree),
                        grubFiles.files(LayoutOptions::property, common.moduleDirectory(), tree),
                        own,
                        compression,
                        time,
                        common.extras())
                .recipe(tree);
    }

    private Optional<List<ModuleRequest>> installed(MkimageOptions common, ModuleTree tree) throws IOException {
        List<String> asked = installModules.equals(NONE) ? List.of() : installModules;
        return installModules.isEmpty()
                ? Optional.empty()
                : Optional.of(common.requests(tree, "grub-xen.installModules", asked));
    }
}
