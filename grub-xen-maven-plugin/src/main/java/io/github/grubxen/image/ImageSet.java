package io.github.grubxen.image;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The images of a build, written into a folder of their own: all of them, and nothing else.
 */
public final class ImageSet {
    private final List<Named> images;

    /**
     * An image under the name of its file.
     *
     * @param fileName the name
     * @param platform the platform
     * @param config the grub.cfg in it, under the name of its file
     * @param plan what it holds
     */
    public record Named(String fileName, Platform platform, Bytes config, ImagePlan plan) {}

    /** Where the tree of a platform comes from. */
    @FunctionalInterface
    public interface Trees {
        /** The tree of a platform; asked once for each. */
        ModuleTree of(Platform platform) throws IOException;
    }

    /**
     * The given images.
     *
     * @throws BadInput when two images have the same name
     */
    public ImageSet(List<Named> images) throws BadInput {
        Set<String> names = new HashSet<>();
        for (Named image : images) {
            if (!names.add(image.fileName())) {
                throw new BadInput(
                        "<image>/<name>",
                        "more than one image is called '" + image.fileName() + "'",
                        "Use @platform@ in the name, and another name for each image.");
            }
        }
        this.images = List.copyOf(images);
    }

    /** Replaces a folder by one with the images, or leaves it as it is when anything fails. */
    public void writeTo(Path folder, Trees trees, BuildLog log) throws IOException {
        Map<Platform, ImageSeries> known = new EnumMap<>(Platform.class);
        AtomicFile.replaceFolder(folder, fresh -> {
            Files.createDirectories(fresh);
            for (Named image : images) {
                ImageSeries series = known.get(image.platform());
                if (series == null) {
                    series = new ImageSeries(trees.of(image.platform()));
                    known.put(image.platform(), series);
                }
                ImageRecipe recipe = image.plan().recipe(series.tree());
                recipe.warnings(series.tree()).forEach(line -> log.warn(image.fileName() + ": " + line));
                series.write(recipe, fresh.resolve(image.fileName()));
            }
        });
    }
}
