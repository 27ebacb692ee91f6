// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.SideBySide;
import io.github.grubxen.io.UpToDateRecords;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The directory of a build's images. It contains all of them, and nothing else.
 */
public final class ImageDirectory {
    /** Smallest number of images for which another thread is started. */
    private static final int FEWEST = 8;

    private final List<Named> images;

    /**
     * An image under the name of its file.
     *
     * @param fileName the name
     * @param platform the platform
     * @param config the grub.cfg in it
     * @param plan its contents
     */
    public record Named(String fileName, Platform platform, GrubConfig config, ImagePlan plan) {}

    /** Finds the module tree of a platform. */
    @FunctionalInterface
    public interface Trees {
        /** The tree of a platform. Several batches may request the same one. */
        ModuleTree of(Platform platform) throws IOException;
    }

    /**
     * A directory with the given images.
     *
     * @throws BadInput if two images have the same name
     */
    public ImageDirectory(List<Named> images) throws BadInput {
        Set<String> names = new HashSet<>();
        for (Named image : images) {
            if (!names.add(image.fileName())) {
                throw new BadInput(
                        "image '" + image.fileName() + "'",
                        "another image has the same name",
                        "Use @platform@ in the name, and another name for each image.");
            }
        }
        this.images = List.copyOf(images);
    }

    /**
     * An image that was written.
     *
     * @param fileName its name
     * @param size in bytes
     * @param sha256 64 lower-case digits
     */
    public record Written(String fileName, long size, String sha256) {}

    /** Replaces a directory with one that contains the images. If anything fails, the directory stays unchanged. */
    public void writeTo(Path directory, Trees trees, BuildLog log) throws IOException {
        writeTo(directory, trees, log, new UpToDateRecords(), new UpToDateRecords(), "");
    }

    /**
     * Replaces a directory with one that contains the images, and keeps each image of the existing directory that is up
     * to date.
     *
     * @param former the up-to-date records of the existing directory
     * @param now receives the up-to-date records of the new directory
     * @param maker a text that changes when the program that makes the images does
     * @return the images that were not kept, in their order
     */
    public List<Written> writeTo(
            Path directory, Trees trees, BuildLog log, UpToDateRecords former, UpToDateRecords now, String maker)
            throws IOException {
        List<Written> written = new ArrayList<>();
        AtomicFile.replaceDirectory(directory, fresh -> {
            Files.createDirectories(fresh);
            List<List<Named>> batches = batches();
            List<ImageBatch> tasks = new ArrayList<>();
            for (List<Named> batch : batches) {
                ModuleTree tree = trees.of(batch.get(0).platform());
                tasks.add(new ImageBatch(batch, tree, directory, fresh, former, now, maker));
            }
            Map<String, ImageBatch.Made> made = new HashMap<>();
            SideBySide.run(tasks).forEach(made::putAll);
            for (Named image : images) {
                ImageBatch.Made result = Objects.requireNonNull(made.get(image.fileName()));
                result.warnings().forEach(line -> log.warn(image.fileName() + ": " + line));
                result.written().ifPresent(written::add);
            }
        });
        return written;
    }

    /** The images of each platform, in one batch or divided among the processors. */
    private List<List<Named>> batches() {
        Map<Platform, List<Named>> byPlatform = new EnumMap<>(Platform.class);
        images.forEach(image -> byPlatform
                .computeIfAbsent(image.platform(), p -> new ArrayList<>())
                .add(image));
        int each = Math.max(1, SideBySide.THREADS / Math.max(1, byPlatform.size()));
        List<List<Named>> batches = new ArrayList<>();
        for (List<Named> all : byPlatform.values()) {
            int size = Math.max(FEWEST, (all.size() + each - 1) / each);
            for (int at = 0; at < all.size(); at += size) {
                batches.add(all.subList(at, Math.min(all.size(), at + size)));
            }
        }
        return batches;
    }
}
