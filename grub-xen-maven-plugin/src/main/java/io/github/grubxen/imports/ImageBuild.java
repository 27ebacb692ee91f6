// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.imports;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.config.FilledConfig;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.format.Image;
import io.github.grubxen.format.SigningKey;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.GraftedFiles;
import io.github.grubxen.plan.GrubResources;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.plan.MemdiskFileCompression;
import io.github.grubxen.plan.Standalone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds imported images in memory, as the written project builds them.
 *
 * @param grub the directory with the {@code PLATFORM/} directories of the modules, for calls that name no directory
 */
public record ImageBuild(Path grub) {

    /** Builds an image. */
    public Bytes build(ImportedImage image) throws IOException {
        Path directory = image.common().moduleDirectory(grub);
        ModuleTree tree = ModuleTree.read(image.common().platform(), directory, directory.toString());
        ImageRecipe recipe = image instanceof StandaloneImage standalone
                ? recipe(standalone, directory, tree)
                : recipe((PlainImage) image, tree);
        return Bytes.of(image.common().name(), recipe.image(tree).toByteArray());
    }

    private static ImageRecipe recipe(StandaloneImage image, Path directory, ModuleTree tree) throws IOException {
        String place = image.common().place().toString();
        GraftedFiles grafted = new GraftedFiles(place, GraftedFiles.Links.REFUSED);
        for (StandaloneImage.Graft file : image.files()) {
            grafted.graft(file.target(), file.source());
        }
        StandaloneImage.Resources resources = image.resources();
        return Standalone.of(
                        GrubConfig.of(Bytes.read(image.config(), FilledConfig.LONGEST)),
                        image.installed(),
                        new GrubResources(
                                        directory,
                                        resources.localeDirectory(),
                                        resources.dataDirectory(),
                                        tree.info().isAtLeast(2, 14))
                                .files(resources.locales(), resources.fonts(), resources.themes()),
                        grafted.files(),
                        MemdiskFileCompression.of(place, resources.compress()),
                        GrubTar.TIME,
                        extras(image.common(), Optional.empty(), false))
                .embedding(image.embedded())
                .recipe(tree);
    }

    private static ImageRecipe recipe(PlainImage image, ModuleTree tree) throws IOException {
        List<ModuleRequest> modules = new ArrayList<>();
        for (String module : image.embedded()) {
            modules.add(ModuleRequest.parse(tree, module, true));
        }
        return new ImageRecipe(
                tree.platform(),
                tree.resolveRequests(modules),
                content(image.memdisk()),
                content(image.config()),
                image.prefix().isPresent()
                        ? ImageRecipe.text("prefix", image.prefix().get())
                        : ImageRecipe.MEMDISK_PREFIX,
                extras(
                        image.common(),
                        content(image.common().deviceTree()),
                        image.common().disableShimLock()));
    }

    private static Extras extras(ImportedImage.Common common, Optional<Bytes> deviceTree, boolean disableShimLock)
            throws IOException {
        List<Bytes> keys = new ArrayList<>();
        for (Path key : common.keys()) {
            keys.add(SigningKey.read(key));
        }
        return new Extras(keys, deviceTree, disableShimLock, common.disableCli(), false);
    }

    private static Optional<Bytes> content(Optional<Path> file) throws IOException {
        return file.isPresent() ? Optional.of(Bytes.read(file.get(), Image.MAX_BYTES)) : Optional.empty();
    }
}
