// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.FileCompression;
import io.github.grubxen.plan.GraftedFiles;
import io.github.grubxen.plan.GrubResources;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.plan.Standalone;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** The options that only grub-mkstandalone has. */
abstract class AbstractStandaloneMojo extends AbstractMkimageMojo {
    private static final String NONE = "none";

    /** Layout standalone: your own files, as {@code to=from}, or as a path that is used for both. */
    @Parameter(property = "grub-xen.files")
    private List<String> files = new ArrayList<>();

    /** Layout standalone: adds the files that symbolic links point to, instead of refusing the links. */
    @Parameter(property = "grub-xen.followLinks", defaultValue = "false")
    private boolean followLinks;

    /**
     * Layout standalone: modules for the memdisk ({@code --install-modules}), by name or path. Default: all. {@code none}: an
     * empty list.
     */
    @Parameter(property = "grub-xen.installModules")
    private List<String> installModules = new ArrayList<>();

    /** Layout standalone: names of locales ({@code --locales}). Default: none. */
    @Parameter(property = "grub-xen.locales")
    private List<String> locales = new ArrayList<>();

    /** Layout standalone: the directory of the locales ({@code --locale-directory}). */
    @Parameter(property = "grub-xen.localeDirectory", defaultValue = "/usr/share/locale")
    private File localeDirectory;

    /** Layout standalone: names of fonts ({@code --fonts}). Default: none. */
    @Parameter(property = "grub-xen.fonts")
    private List<String> fonts = new ArrayList<>();

    /** Layout standalone: names of themes ({@code --themes}). Default: none. */
    @Parameter(property = "grub-xen.themes")
    private List<String> themes = new ArrayList<>();

    /** Layout standalone: the directory of the fonts and of {@code themes/}. */
    @Parameter(property = "grub-xen.dataDirectory", defaultValue = "/usr/share/grub")
    private File dataDirectory;

    /**
     * Layout standalone: compression of GRUB's files in the memdisk ({@code --compress}): {@code no}, {@code xz} or {@code gz}.
     */
    @Parameter(property = "grub-xen.compress", defaultValue = "no")
    private String compress;

    /** Layout standalone: timestamp of the files in the memdisk, in seconds since the epoch. */
    @Parameter(property = "grub-xen.time", defaultValue = "" + GrubTar.TIME)
    private long time;

    final ImageRecipe standalone(ModuleTree tree) throws IOException {
        FileCompression compression = FileCompression.of("grub-xen.compress", compress);
        GrubResources resources = new GrubResources(
                moduleDirectory(),
                localeDirectory.toPath(),
                dataDirectory.toPath(),
                tree.info().isAtLeast(2, 14));
        List<GrubTar.File> own = GraftedFiles.read(
                "grub-xen.files",
                directory(),
                Entries.of("grub-xen.files", files),
                new GraftedFiles.Links(followLinks, Optional.of("grub-xen.followLinks")));
        return new Standalone(
                        modules(tree),
                        installed(tree),
                        resources.files(
                                Entries.of("grub-xen.locales", locales),
                                Entries.of("grub-xen.fonts", fonts),
                                Entries.of("grub-xen.themes", themes)),
                        own,
                        compression,
                        time,
                        extras())
                .recipe(tree);
    }

    private Optional<List<ModuleRequest>> installed(ModuleTree tree) throws IOException {
        List<String> asked = installModules.equals(List.of(NONE)) ? List.of() : installModules;
        return installModules.isEmpty()
                ? Optional.empty()
                : Optional.of(requests(tree, "grub-xen.installModules", asked));
    }

    /** Given properties that have no effect in the layout image. */
    final List<String> ofLayoutStandalone() {
        return given(Map.of(
                "grub-xen.files", !files.isEmpty(),
                "grub-xen.followLinks", followLinks,
                "grub-xen.installModules", !installModules.isEmpty(),
                "grub-xen.locales", !locales.isEmpty(),
                "grub-xen.fonts", !fonts.isEmpty(),
                "grub-xen.themes", !themes.isEmpty(),
                "grub-xen.compress", !compress.equals("no"),
                "grub-xen.time", time != GrubTar.TIME));
    }
}
