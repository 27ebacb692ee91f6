// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.platform.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** The code shared by the goals that get modules from their source. */
abstract class AbstractModulesMojo extends AbstractGrubXenMojo {

    /**
     * The source of the modules: {@code <directory>}, {@code <deb>}, {@code <artifact>}, {@code <source>} or {@code <apt>}.
     * Default: apt with the machine's suite. Each element has a property. An element and its property must not have different
     * values.
     */
    @Parameter
    private GrubConfiguration grub = new GrubConfiguration();

    /** {@code <grub><directory>}: a directory with {@code <platform>/} directories. */
    @Parameter(property = "grub-xen.directory")
    private @Nullable File grubDirectory;

    /** {@code <grub><deb>}: a grub-xen-bin package file. */
    @Parameter(property = "grub-xen.deb")
    private @Nullable File grubDeb;

    /** {@code <grub><artifact>}: coordinates of a package file or an archive, group:artifact:version[:classifier]:type. */
    @Parameter(property = "grub-xen.artifact")
    private @Nullable String grubArtifact;

    /**
     * {@code <grub><source>}: GRUB's source, which the goal builds. A .dsc file with its files beside it, a tarball, a directory,
     * or apt:SUITE[=VERSION].
     */
    @Parameter(property = "grub-xen.source")
    private @Nullable String grubSource;

    /** {@code <grub><source><patches>}: patches, applied in this order after the patches of a source package. */
    @Parameter(property = "grub-xen.patches")
    private List<File> patches = new ArrayList<>();

    /** {@code <grub><source><configureOptions>}: further arguments for GRUB's configure. */
    @Parameter(property = "grub-xen.configureOptions")
    private List<String> configureOptions = new ArrayList<>();

    /** {@code <grub><source><environment>}: further environment variables for configure and make, as NAME=VALUE. */
    @Parameter(property = "grub-xen.environment")
    private List<String> environment = new ArrayList<>();

    /**
     * {@code <grub><source><buildRoot>}: where GRUB is built. {@code host} (default): with the programs of this machine. The code
     * name of a suite: with the programs of that suite, in a root directory of its packages.
     */
    @Parameter(property = "grub-xen.buildRoot")
    private @Nullable String buildRoot;

    /** {@code <grub><source><keyring>}: a keyring. One of its keys must have signed the .dsc file. */
    @Parameter(property = "grub-xen.keyring")
    private @Nullable File keyring;

    /** {@code <grub><apt><suite>}: code name of the suite. */
    @Parameter(property = "grub-xen.suite")
    private @Nullable String grubSuite;

    /** {@code <grub><apt><version>}: exact version of the package. */
    @Parameter(property = "grub-xen.grubVersion")
    private @Nullable String grubVersion;

    /** The platforms to get modules for. */
    @Parameter(property = "grub-xen.platforms", defaultValue = "i386-xen,x86_64-xen,i386-xen_pvh")
    private List<String> platforms;

    /** Directory for the packages that apt fetches, and for everything made from them. */
    @Parameter(property = "grub-xen.cache", defaultValue = "${settings.localRepository}/.cache/grub-xen")
    private File cache;

    /** Whether only the cache is used ({@code mvn -o}). */
    @Parameter(defaultValue = "${settings.offline}", readonly = true)
    private boolean offline;

    /** The lock file. If it exists, it determines the modules that the build uses. */
    @Parameter(property = "grub-xen.lockFile", defaultValue = "${project.basedir}/grub-xen.lock")
    private File lockFile;

    @Parameter(defaultValue = "${basedir}", readonly = true)
    private File basedir;

    private final RepositorySystem resolver;

    AbstractModulesMojo(RepositorySystem resolver) {
        this.resolver = resolver;
    }

    final ModuleSources sources() throws IOException {
        return new ModuleSources(
                grub.or(new GrubConfiguration.Properties(
                        grubDirectory,
                        grubDeb,
                        grubArtifact,
                        new SourceConfiguration(grubSource, patches, configureOptions, environment, buildRoot, keyring),
                        grubSuite,
                        grubVersion)),
                cache.toPath(),
                offline,
                ArtifactFiles.of(resolver, session()),
                lockFile.toPath(),
                basedir.toPath(),
                directories().output().resolve("grub"));
    }

    /** The file of the lock. */
    final Path lockFile() {
        return lockFile.toPath();
    }

    /** A directory for copies of module trees that are only examined. */
    final Path scratch() {
        return directories().output().resolve("lock");
    }

    /** The platforms of the project. */
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
