// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import java.util.ArrayList;
import java.util.List;

/**
 * The files that a package installs, without its documentation.
 *
 * @param images GRUB's images
 * @param trees GRUB's modules
 * @param others all other entries
 */
public record Payload(List<PackageEntry> images, List<PackageEntry> trees, List<PackageEntry> others) {
    /** Copies the lists. */
    public Payload {
        images = List.copyOf(images);
        trees = List.copyOf(trees);
        others = List.copyOf(others);
    }

    /** An empty payload. */
    public static Payload none() {
        return new Payload(List.of(), List.of(), List.of());
    }

    /** A payload of images. */
    public static Payload ofImages(List<PackageEntry> images) {
        return new Payload(images, List.of(), List.of());
    }

    /** A payload of module trees. */
    public static Payload ofTrees(List<PackageEntry> trees) {
        return new Payload(List.of(), trees, List.of());
    }

    /** This payload and another one. */
    public Payload and(Payload more) {
        return new Payload(joined(images, more.images), joined(trees, more.trees), joined(others, more.others));
    }

    /** All entries. */
    public List<PackageEntry> entries() {
        return joined(images, joined(trees, others));
    }

    private static List<PackageEntry> joined(List<PackageEntry> first, List<PackageEntry> second) {
        List<PackageEntry> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
