// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.format.Image;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageRecipe;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Makes one image on the command line, without a project: the image that grub-mkimage makes, or, with {@code
 * -Dgrub-xen.layout=standalone}, the one that grub-mkstandalone makes. Separate the entries of lists with commas.
 *
 * @since 0.9.0
 */
@Mojo(name = "mkimage", requiresProject = false, threadSafe = true)
public class MkimageMojo extends AbstractCommandLineMojo {

    /**
     * The layout: {@code image}, as grub-mkimage, or {@code standalone}, as grub-mkstandalone.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.layout", defaultValue = "image")
    private String layout;

    /**
     * The image to write ({@code -o}).
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.output")
    private @Nullable File output;

    /**
     * The platform ({@code -O}): i386-xen, x86_64-xen or i386-xen_pvh.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.platform")
    private @Nullable String platform;

    /**
     * Directory of the platform's modules ({@code -d}), or one with a {@code <platform>/} directory, as in {@code
     * <grub><directory>}. Default: {@code /usr/lib/grub/<platform>}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.directory")
    private @Nullable File directory;

    /**
     * Modules to embed: names, or paths of files ({@code --modules} of grub-mkstandalone).
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.modules")
    private List<String> modules = new ArrayList<>();

    /**
     * Embeds a module that is given by a path even if its bytes differ from the directory's module of that name.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.foreignModules", defaultValue = "false")
    private boolean foreignModules;

    /**
     * Files with public OpenPGP keys to embed ({@code -k}): RSA or DSA, binary or armored.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.pubkeys")
    private List<String> pubkeys = new ArrayList<>();

    /**
     * Device tree to embed ({@code -D}, {@code --dtb}).
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.dtb")
    private @Nullable File dtb;

    /**
     * Disables the shim lock verifier ({@code --disable-shim-lock}); GRUB 2.06 and later.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.disableShimLock", defaultValue = "false")
    private boolean disableShimLock;

    /**
     * Disables GRUB's command line ({@code --disable-cli}); GRUB 2.14 and later.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.disableCli", defaultValue = "false")
    private boolean disableCli;

    /**
     * Layout image: the prefix ({@code -p}). Required without a memdisk; with one, the default is {@code (memdisk)/boot/grub}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.prefix")
    private @Nullable String prefix;

    /**
     * Layout image: the file to embed as memdisk ({@code -m}).
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.memdisk")
    private @Nullable File memdisk;

    /**
     * Layout image: the file to embed as early config ({@code -c}).
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.config")
    private @Nullable File config;

    /**
     * Makes a second stage: an image that the multiboot command of another GRUB can start, and that exports its release in the
     * variable second_stage.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.secondStage", defaultValue = "false")
    private boolean secondStage;

    /**
     * Layout standalone: your own files, as {@code to=from}, or as a path that is used for both.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.files")
    private List<String> files = new ArrayList<>();

    /**
     * Layout standalone: adds the files that symbolic links point to, instead of refusing the links.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.followLinks", defaultValue = "false")
    private boolean followLinks;

    /**
     * Layout standalone: modules for the memdisk ({@code --install-modules}), by name or path. Default: all. {@code none}: an
     * empty list.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.installModules")
    private List<String> installModules = new ArrayList<>();

    /**
     * Layout standalone: names of locales ({@code --locales}). Default: none.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.locales")
    private List<String> locales = new ArrayList<>();

    /**
     * Layout standalone: the directory of the locales ({@code --locale-directory}).
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.localeDirectory", defaultValue = GrubFileOptions.LOCALE_DIRECTORY)
    private File localeDirectory;

    /**
     * Layout standalone: names of fonts ({@code --fonts}). Default: none.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.fonts")
    private List<String> fonts = new ArrayList<>();

    /**
     * Layout standalone: names of themes ({@code --themes}). Default: none.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.themes")
    private List<String> themes = new ArrayList<>();

    /**
     * Layout standalone: the directory of the fonts and of {@code themes/}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.dataDirectory", defaultValue = GrubFileOptions.DATA_DIRECTORY)
    private File dataDirectory;

    /**
     * Layout standalone: compression of GRUB's files in the memdisk ({@code --compress}): {@code no}, {@code xz} or {@code gz}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.compress", defaultValue = GrubFileOptions.COMPRESS)
    private String compress;

    /**
     * Layout standalone: timestamp of the files in the memdisk, in seconds since the epoch.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.time", defaultValue = "" + GrubTar.TIME)
    private long time;

    @Override
    void run() throws IOException {
        Path file = needed("grub-xen.output", output, "no file to write");
        MkimageOptions common = common();
        ModuleTree tree = common.tree();
        ImageRecipe recipe =
                LayoutOptions.chosen(layout, List.of(image(), standalone())).recipe(common, tree);
        recipe.warnings(tree).forEach(getLog()::warn);
        Image image = recipe.image(tree);
        AtomicFile.replace(file, image::writeTo);
        log().wrote(file);
    }

    private MkimageOptions common() {
        return new MkimageOptions(
                base(),
                platform,
                directory,
                modules,
                foreignModules,
                pubkeys,
                dtb,
                disableShimLock,
                disableCli,
                secondStage);
    }

    private LayoutOptions image() {
        return new ImageOptions(prefix, memdisk, config);
    }

    private LayoutOptions standalone() {
        return new StandaloneOptions(
                files,
                followLinks,
                installModules,
                new GrubFileOptions(locales, localeDirectory, fonts, themes, dataDirectory, compress),
                time);
    }
}
