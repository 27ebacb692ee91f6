// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The difference of two images, two packages or two builds.
 *
 * @param former the former file or directory
 * @param newer the newer file or directory
 * @param images number of images; an image that a build also packs counts once
 * @param differentImages number of images that are not the same in both
 * @param packages number of packages
 * @param differentPackages number of packages that are not the same in both
 * @param items all images and packages
 */
public record Difference(
        String former,
        String newer,
        int images,
        int differentImages,
        int packages,
        int differentPackages,
        List<Item> items) {

    /** Copies the list. */
    public Difference {
        items = List.copyOf(items);
    }

    /**
     * Compares two images, two packages, or all images and packages of two directories.
     *
     * @throws io.github.grubxen.io.BadInput if one of them cannot be read, or if they are not of the same kind
     */
    public static Difference of(Path former, Path newer) throws IOException {
        return new Comparison().of(BuildOutput.read(former), BuildOutput.read(newer));
    }

    /** Whether every image and package is the same to the byte. */
    public boolean isEmpty() {
        return differentImages + differentPackages == 0;
    }

    /** The numbers of images and packages that differ, in one sentence. */
    public String summary() {
        if (isEmpty()) {
            String packed = packages == 0 ? "" : Words.count(packages, Item.PACKAGE);
            String made = images == 0 && packages > 0 ? "" : Words.count(images, Item.IMAGE);
            return "No difference: " + made + (made.isEmpty() || packed.isEmpty() ? "" : ", ") + packed + ".";
        }
        String made = images == 0 ? "" : differ(differentImages, images, Item.IMAGE);
        String packed = packages == 0 ? "" : differ(differentPackages, packages, Item.PACKAGE);
        return made + (made.isEmpty() || packed.isEmpty() ? "" : ", ") + packed + ".";
    }

    private static String differ(int number, int all, String noun) {
        return number + " of " + Words.count(all, noun) + (number == 1 ? " differs" : " differ");
    }
}
