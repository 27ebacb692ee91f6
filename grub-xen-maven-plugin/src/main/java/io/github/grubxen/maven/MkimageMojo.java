package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.image.FileCompression;
import io.github.grubxen.image.GraftedFiles;
import io.github.grubxen.image.GrubResources;
import io.github.grubxen.image.Image;
import io.github.grubxen.image.ImageRecipe;
import io.github.grubxen.image.Standalone;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.module.ModuleTree;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Makes one image on the command line, without a project: the one that grub-mkimage makes, or with {@code
 * -Dgrub-xen.layout=standalone} the one that grub-mkstandalone makes. Lists are separated by commas.
 */
@Mojo(name = "mkimage", requiresProject = false, threadSafe = true)
public class MkimageMojo extends AbstractMkimageMojo {

    /** {@code image} as grub-mkimage, or {@code standalone} as grub-mkstandalone. */
    @Parameter(property = "grub-xen.layout", defaultValue = "image")
    private String layout;

    /** The image to write ({@code -o}). */
    @Parameter(property = "grub-xen.output")
    private @Nullable File output;

    /** Layout standalone: files of one's own, {@code to=from}, or a path that counts for both. */
    @Parameter(property = "grub-xen.files")
    private List<String> files = new ArrayList<>();

    /** Layout standalone: takes what symbolic links among the files point to, instead of refusing them. */
    @Parameter(property = "grub-xen.followLinks", defaultValue = "false")
    private boolean followLinks;

    /** Layout standalone: modules for the memdisk ({@code --install-modules}); all by default. */
    @Parameter(property = "grub-xen.installModules")
    private List<String> installModules = new ArrayList<>();

    /** Layout standalone: names of locales ({@code --locales}); none by default. */
    @Parameter(property = "grub-xen.locales")
    private List<String> locales = new ArrayList<>();

    /** Layout standalone: where locales lie ({@code --locale-directory}). */
    @Parameter(property = "grub-xen.localeDirectory", defaultValue = "/usr/share/locale")
    private File localeDirectory;

    /** Layout standalone: names of fonts ({@code --fonts}); none by default. */
    @Parameter(property = "grub-xen.fonts")
    private List<String> fonts = new ArrayList<>();

    /** Layout standalone: names of themes ({@code --themes}); none by default. */
    @Parameter(property = "grub-xen.themes")
    private List<String> themes = new ArrayList<>();

    /** Layout standalone: where fonts and themes/ lie. */
    @Parameter(property = "grub-xen.dataDirectory", defaultValue = "/usr/share/grub")
    private File dataDirectory;

    /** Layout standalone: {@code no}, {@code xz} or {@code gz} ({@code --compress}). */
    @Parameter(property = "grub-xen.compress", defaultValue = "no")
    private String compress;

    /** Layout standalone: time of the memdisk's files, seconds since the epoch. */
    @Parameter(property = "grub-xen.time", defaultValue = "" + GrubTar.TIME)
    private long time;

    @Override
    void make() throws IOException {
        if (output == null) {
            throw new BadInput("grub-xen.output", "no file to write", "Set -Dgrub-xen.output=FILE.");
        }
        ModuleTree tree = tree();
        ImageRecipe recipe = switch (layout) {
            case "image" -> image(tree);
            case "standalone" -> standalone(tree);
            default ->
                throw new BadInput("grub-xen.layout", "'" + layout + "' is no layout", "Use image or standalone.");
        };
        recipe.warnings(tree).forEach(getLog()::warn);
        Image image = Image.build(recipe, tree);
        AtomicFile.replace(output.toPath(), image::writeTo);
        logFile(output.toPath());
    }

    private ImageRecipe standalone(ModuleTree tree) throws IOException {
        FileCompression compression = FileCompression.of("grub-xen.compress", compress);
        GrubResources resources = new GrubResources(
                moduleFolder(),
                localeDirectory.toPath(),
                dataDirectory.toPath(),
                tree.info().isAtLeast(2, 14));
        Optional<List<String>> install = installModules.isEmpty() ? Optional.empty() : Optional.of(installModules);
        List<GrubTar.File> own = GraftedFiles.read(files, followLinks);
        return new Standalone(
                        requests(tree),
                        install,
                        resources.files(locales, fonts, themes),
                        own,
                        compression,
                        time,
                        extras())
                .recipe(tree);
    }
}
