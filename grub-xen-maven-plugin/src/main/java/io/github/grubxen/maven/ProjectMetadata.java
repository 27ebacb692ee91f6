// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.Changelog;
import io.github.grubxen.deb.PackageCompression;
import io.github.grubxen.deb.PackageMetadata;
import io.github.grubxen.source.ModulesDirectory;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/**
 * The metadata of the packages, from a Maven project.
 *
 * @param project the project
 * @param distribution the suites that the packages go to, if that is known
 * @param maintainer the maintainer of the packages, if one is named
 * @param texts the project's texts
 * @param compression the compression of the packages
 * @param time timestamp of every file in the packages, in seconds since the epoch
 */
record ProjectMetadata(
        MavenProject project,
        Optional<String> distribution,
        Optional<Maintainer> maintainer,
        PackageTexts texts,
        PackageCompression compression,
        long time) {

    /** The metadata of packages with these modules. */
    PackageMetadata of(ModulesDirectory modules, String version) throws IOException {
        return new PackageMetadata(
                modules.origin(),
                texts.changelog().flatMap(Changelog::source).orElseGet(this::sourceName),
                version,
                distribution,
                maintainer.map(Maintainer::name).orElse(project.getGroupId() + " <root@localhost>"),
                Optional.ofNullable(project.getUrl()).map(String::strip).filter(url -> !url.isEmpty()),
                modules.copyright(),
                texts.copyright(),
                texts.changelog(),
                compression,
                time);
    }

    /** The artifact's name, converted to a valid name of a source package. */
    private String sourceName() {
        String name = project.getArtifactId().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9+.-]", "-");
        return name.matches("[a-z0-9].+") ? name : "x-" + name;
    }
}
