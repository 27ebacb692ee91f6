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
 * The images of a build, written into a directory of their own: all of them, and nothing else.
 */
public final class ImageSet {
    /** Fewer images are not worth a thread of their own. */
    private static final int FEWEST = 8;

    private final List<Named> images;

    /**
     * An image under the name of its file.
     *
     * @param fileName the name
     * @param platform the platform
     * @param config the grub.cfg in it
     * @param plan what it holds
     */
    public record Named(String fileName, Platform platform, GrubConfig config, ImagePlan plan) {}

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

    /** Replaces a directory by one with the images, or leaves it as it is when anything fails. */
    public void writeTo(Path directory, Trees trees, BuildLog log) throws IOException {
        writeTo(directory, trees, log, new UpToDateRecords(), new UpToDateRecords(), "");
    }

    /**
     * As above; an image that is there already and whose stamp is up to date is taken over as it is.
     *
     * @param former the stamps of the directory as it is
     * @param now where the stamps of the new directory are put
     * @param maker what else an image depends on: what makes it
     * @return the images that were written anew, in their order
     */
    public List<Written> writeTo(
            Path directory, Trees trees, BuildLog log, UpToDateRecords former, UpToDateRecords now, String maker)
            throws IOException {
        List<Written> written = new ArrayList<>();
        AtomicFile.replaceDirectory(directory, fresh -> {
            Files.createDirectories(fresh);
            List<List<Named>> shares = shares();
            List<ImageShare> work = new ArrayList<>();
            for (List<Named> share : shares) {
                ModuleTree tree = trees.of(share.get(0).platform());
                work.add(new ImageShare(share, tree, directory, fresh, former, now, maker));
            }
            Map<String, ImageShare.Made> made = new HashMap<>();
            SideBySide.run(work).forEach(made::putAll);
            for (Named image : images) {
                ImageShare.Made result = Objects.requireNonNull(made.get(image.fileName()));
                result.warnings().forEach(line -> log.warn(image.fileName() + ": " + line));
                result.written().ifPresent(written::add);
            }
        });
        return written;
    }

    /** The images of a platform go to one thread, or are dealt out to several where there are as many processors. */
    private List<List<Named>> shares() {
        Map<Platform, List<Named>> byPlatform = new EnumMap<>(Platform.class);
        images.forEach(image -> byPlatform
                .computeIfAbsent(image.platform(), p -> new ArrayList<>())
                .add(image));
        int each = Math.max(1, SideBySide.THREADS / Math.max(1, byPlatform.size()));
        List<List<Named>> shares = new ArrayList<>();
        for (List<Named> all : byPlatform.values()) {
            int size = Math.max(FEWEST, (all.size() + each - 1) / each);
            for (int at = 0; at < all.size(); at += size) {
                shares.add(all.subList(at, Math.min(all.size(), at + size)));
            }
        }
        return shares;
    }
}
