// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.config.GrubConfigs;
import io.github.grubxen.config.Placeholders;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.InputDirectory;
import io.github.grubxen.plan.GrubFilesCache;
import io.github.grubxen.plan.ImageDirectory;
import io.github.grubxen.source.ModulesDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The inputs for a build's images in addition to {@code <images>}.
 *
 * @param preset the preset
 * @param flavours directory of configs; without other configuration, each becomes an image
 * @param pom the values of placeholders
 * @param modules the modules
 * @param configs the configs that the build has parsed
 * @param time the timestamp of all output, in seconds since the epoch
 * @param shared the data that the images share
 */
record Site(
        Preset preset,
        Path flavours,
        Placeholders.Values pom,
        ModulesDirectory modules,
        GrubConfigs configs,
        long time,
        Shared shared) {

    /** GRUB's own files of standalone images, read and compressed once. */
    record Shared(GrubFilesCache grubFiles, Map<List<Object>, SortedMap<String, Bytes>> resources) {
        Shared() {
            this(new GrubFilesCache(), new HashMap<>());
        }
    }

    /**
     * All images of the build: the images of the POM; without any, the images of the preset; without a preset, one image for
     * each flavour.
     */
    List<ImageDirectory.Named> images(List<ImageConfiguration> configured) throws IOException {
        List<ImageConfiguration> images = new ArrayList<>(configured);
        if (images.isEmpty() && preset.names().isPresent()) {
            images.add(new ImageConfiguration());
        } else if (images.isEmpty()) {
            for (Path file : configs(flavours)) {
                images.add(ImageConfiguration.of(file));
            }
        }
        if (images.isEmpty()) {
            throw new BadInput(
                    "<images>",
                    "no images are configured, and " + flavours + " has no *.cfg",
                    "Put a grub.cfg there under a name of its own, add an <image> with a <config>, or set"
                            + " <preset>debian-split</preset>.");
        }
        List<ImageDirectory.Named> all = new ArrayList<>();
        for (ImageConfiguration image : images) {
            all.addAll(image.images(this));
        }
        return all;
    }

    /** The configs in a directory, which may be missing. */
    static List<Path> configs(Path directory) throws IOException {
        if (!InputDirectory.isThere(directory)) {
            return List.of();
        }
        return Directories.list(directory).stream()
                .filter(file -> file.toString().endsWith(".cfg"))
                .toList();
    }
}
