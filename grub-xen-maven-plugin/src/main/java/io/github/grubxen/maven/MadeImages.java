// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.format.Image;
import io.github.grubxen.imports.ImageBuild;
import io.github.grubxen.imports.ImageComparison;
import io.github.grubxen.imports.ImportedImage;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/**
 * Images that a Makefile or script made.
 *
 * @param site the directory in which it ran
 * @param made the directory with the images
 * @param grub the directory with the {@code PLATFORM/} directories of the modules, for calls that name no directory
 */
record MadeImages(Path site, Path made, Path grub) {

    /**
     * Builds images and compares them with the made ones.
     *
     * @throws BadInput if one differs in a way that a guest could notice
     */
    void compare(List<ImportedImage> images, Log log) throws IOException {
        ImageBuild build = new ImageBuild(grub);
        List<String> different = new ArrayList<>();
        for (ImportedImage image : images) {
            Path path = image.common().output();
            Path inside = made.resolve(path.startsWith(site) ? site.relativize(path) : path.getFileName());
            Path theirs = Files.exists(inside) ? inside : made.resolve(path.getFileName());
            ImageComparison result = ImageComparison.of(build.build(image), Bytes.read(theirs, Image.MAX_BYTES));
            String name = image.common().name();
            result.harmless().forEach(line -> log.info(name + ": " + line));
            result.differences().forEach(line -> log.error(name + ": " + line));
            if (result.differences().isEmpty()) {
                log.info(name + (result.identical() ? ": the same bytes as " : ": the same contents as ") + theirs);
            } else {
                different.add(name);
            }
        }
        if (!different.isEmpty()) {
            throw new BadInput(
                    "grub-xen.built",
                    String.join(", ", different) + (different.size() == 1 ? " differs" : " differ")
                            + " from the Makefile's",
                    "See the lines above. If GRUB was upgraded since, make the images again.");
        }
    }
}
