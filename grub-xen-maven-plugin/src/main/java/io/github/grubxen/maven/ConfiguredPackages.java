// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.project.MavenProject;

/**
 * The packages of a build: the project's own packages and the packages of the preset.
 *
 * @param own each {@code <package>}
 * @param preset the preset
 * @param images directory of the images, which may be missing
 */
record ConfiguredPackages(List<PackageConfiguration> own, Preset preset, Path images) {

    /** Whether packages are configured or follow from the preset. */
    boolean exist() {
        return !own.isEmpty() || preset.names().isPresent();
    }

    /**
     * Each {@code <package>}. If there is none, one package with all images.
     *
     * @throws BadInput if two elements contradict each other, or if there are no images for the one package
     */
    List<PackageConfiguration> checked(MavenProject project) throws IOException {
        List<PackageConfiguration> all = new ArrayList<>(own);
        if (!exist()) {
            all.add(PackageConfiguration.ofAllImages(images, project));
        }
        for (PackageConfiguration configuration : all) {
            configuration.checkOnce("<package> " + configuration.name());
            configuration.checkImages("<package> " + configuration.name());
        }
        return all;
    }

    /** Names of the images that no package of the build contains. */
    List<String> imagesOfNone() throws IOException {
        if (preset.names().isPresent() || own.isEmpty() || !Files.isDirectory(images)) {
            return List.of(); // the preset's package for the host contains all images, and so does the default package
        }
        return Directories.list(images).stream()
                .filter(image -> own.stream().noneMatch(configured -> configured.takes(image)))
                .map(image -> image.getFileName().toString())
                .toList();
    }
}
