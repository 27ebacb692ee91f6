// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.platform.Platform;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The code shared by the goals that can build GRUB from its source. */
abstract class AbstractSourceMojo extends AbstractGrubXenMojo {

    /**
     * The source of the modules: {@code <directory>}, {@code <deb>}, {@code <artifact>}, {@code <source>} or {@code <apt>}.
     * Default: apt with the machine's suite. Each element has a property. An element and its property must not have different
     * values. The goal rebuild uses only {@code <source>}.
     *
     * @since 0.9.0
     */
    @Parameter
    private GrubConfiguration grub = new GrubConfiguration();

    /**
     * {@code <grub><source>}: GRUB's source, which the goal builds. A .dsc file with its files beside it, a tarball, a directory,
     * or apt:SUITE[/PACKAGE][=VERSION]. Default source package: grub2.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.source")
    private @Nullable String grubSource;

    /**
     * {@code <grub><source><patches>}: patches, applied in this order after the patches of a source package.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.patches")
    private List<File> patches = new ArrayList<>();

    /**
     * {@code <grub><source><configureOptions>}: further arguments for GRUB's configure.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.configureOptions")
    private List<String> configureOptions = new ArrayList<>();

    /**
     * {@code <grub><source><environment>}: further environment variables for configure and make, as NAME=VALUE.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.environment")
    private List<String> environment = new ArrayList<>();

    /**
     * {@code <grub><source><versionSuffix>}: the text after the source's version in the version of the modules and packages, such
     * as +site1. Tells a patched GRUB from the unpatched one.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.versionSuffix")
    private @Nullable String versionSuffix;

    /**
     * {@code <grub><source><buildRoot>}: where GRUB is built. {@code host} (default): with the programs of this machine. The code
     * name of a suite: with the programs of that suite, in a root directory of its packages.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.buildRoot")
    private @Nullable String buildRoot;

    /**
     * {@code <grub><source><keyring>}: a keyring, such as /usr/share/keyrings/debian-keyring.gpg. One of its keys must have
     * signed the .dsc file, or the tarball: its signature is beside it, in a file with the suffix .sig or .asc.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.keyring")
    private @Nullable File keyring;

    /**
     * The platforms to get modules for.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.platforms", defaultValue = "i386-xen,x86_64-xen,i386-xen_pvh")
    private List<String> platforms;

    /**
     * Directory for the packages that apt fetches, and for everything made from them.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.cache", defaultValue = "${settings.localRepository}/.cache/grub-xen")
    private File cache;

    /** Whether only the cache is used ({@code mvn -o}). */
    @Parameter(defaultValue = "${settings.offline}", readonly = true)
    private boolean offline;

    @Override
    Optional<Path> cache() {
        return Optional.ofNullable(cache).map(File::toPath);
    }

    /** {@code <grub>} of the POM. */
    final GrubConfiguration grub() {
        return grub;
    }

    /** The properties for {@code <source>}. */
    final SourceConfiguration sourceProperties() throws BadInput {
        return new SourceConfiguration(
                grubSource, patches, configureOptions, environment, versionSuffix, buildRoot, keyring);
    }

    /** The directories and the mode of the build's files. */
    final BuildPlaces places() {
        return new BuildPlaces(
                base(), cache.toPath(), offline, directories().output().resolve("grub"));
    }

    /** The platforms to get modules for. */
    final Set<Platform> wantedPlatforms() throws BadInput {
        Set<Platform> wanted = EnumSet.noneOf(Platform.class);
        for (String platform : platforms) {
            wanted.add(Platform.of("<platforms> (grub-xen.platforms)", platform.strip()));
        }
        if (wanted.isEmpty()) {
            throw new BadInput("<platforms>", "no platform", "Name at least one, or leave the element out.");
        }
        return wanted;
    }
}
