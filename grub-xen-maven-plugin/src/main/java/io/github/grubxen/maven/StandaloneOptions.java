// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.GraftedFiles;
import io.github.grubxen.plan.GrubResources;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.plan.MemdiskFileCompression;
import io.github.grubxen.plan.Standalone;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The options that only the layout standalone has. They are those that grub-mkstandalone has in addition to grub-mkimage. */
record StandaloneOptions(
        List<String> files,
        boolean followLinks,
        List<String> installModules,
        List<String> locales,
        File localeDirectory,
        List<String> fonts,
        List<String> themes,
        File dataDirectory,
        String compress,
        long time)
        implements LayoutOptions {
    /** Default of the locales' directory. */
    static final String LOCALE_DIRECTORY = "/usr/share/locale";

    /** Default of the directory of fonts and themes. */
    static final String DATA_DIRECTORY = "/usr/share/grub";

    /** Default of the compression. */
    static final String COMPRESS = "no";

    private static final List<String> NONE = List.of("none");

    @Override
    public Layout layout() {
        return Layout.STANDALONE;
    }

    @Override
    public LayoutOptions defaults() {
        return new StandaloneOptions(
                List.of(),
                false,
                List.of(),
                List.of(),
                new File(LOCALE_DIRECTORY),
                List.of(),
                List.of(),
                new File(DATA_DIRECTORY),
                COMPRESS,
                GrubTar.TIME);
    }

    @Override
    public ImageRecipe recipe(MkimageOptions common, ModuleTree tree) throws IOException {
        MemdiskFileCompression compression = MemdiskFileCompression.of("grub-xen.compress", compress);
        GrubResources resources = new GrubResources(
                common.moduleDirectory(),
                localeDirectory.toPath(),
                dataDirectory.toPath(),
                tree.info().isAtLeast(2, 14));
        List<GrubTar.File> own = GraftedFiles.read(
                "grub-xen.files",
                common.base(),
                Entries.of("grub-xen.files", files),
                new GraftedFiles.Links(followLinks, Optional.of("grub-xen.followLinks")));
        return new Standalone(
                        common.embedded(tree),
                        installed(common, tree),
                        resources.files(
                                Entries.of("grub-xen.locales", locales),
                                Entries.of("grub-xen.fonts", fonts),
                                Entries.of("grub-xen.themes", themes)),
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
