// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** The code shared by the goals that get modules from their source. */
abstract class AbstractModulesMojo extends AbstractSourceMojo {

    /**
     * {@code <grub><directory>}: a directory with {@code <platform>/} directories.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.directory")
    private @Nullable File grubDirectory;

    /**
     * {@code <grub><deb>}: a grub-xen-bin package file.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.deb")
    private @Nullable File grubDeb;

    /**
     * {@code <grub><artifact>}: coordinates of a package file or an archive, group:artifact:version[:classifier]:type.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.artifact")
    private @Nullable String grubArtifact;

    /**
     * {@code <grub><apt><suite>}: code name of the suite.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.suite")
    private @Nullable String grubSuite;

    /**
     * {@code <grub><apt><version>}: exact version of the package.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.grubVersion")
    private @Nullable String grubVersion;

    /**
     * The lock file. If it exists, it determines the modules that the build uses.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.lockFile", defaultValue = "${project.basedir}/grub-xen.lock")
    private File lockFile;

    private final RepositorySystem resolver;

    AbstractModulesMojo(RepositorySystem resolver) {
        this.resolver = resolver;
    }

    final ModuleSources sources() throws IOException {
        return new ModuleSources(
                grub().or(new GrubConfiguration.Properties(
                        grubDirectory, grubDeb, grubArtifact, sourceProperties(), grubSuite, grubVersion)),
                places(),
                ArtifactFiles.of(resolver, session()),
                lockFile.toPath());
    }

    /** The file of the lock. */
    final Path lockFile() {
        return lockFile.toPath();
    }

    /** A directory for copies of module trees that are only examined. */
    final Path scratch() {
        return directories().output().resolve("lock");
    }
}
