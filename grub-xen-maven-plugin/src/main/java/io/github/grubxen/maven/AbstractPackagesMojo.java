// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.source.ModulesDirectory;
import io.github.grubxen.upload.Upload;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The code shared by the goals that make packages or compare them with their inputs. */
abstract class AbstractPackagesMojo extends AbstractImagesMojo {
    /**
     * Packages of your own, in addition to those of the preset. A package with the name of a preset's package adds to that
     * package. Without packages and without a preset, one package with all images is made; it has the project's name.
     *
     * @since 0.9.0
     */
    @Parameter
    private List<PackageConfiguration> packages = new ArrayList<>();

    /**
     * Version of the packages. Default: GRUB's package version, a plus sign and the project's version.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.packageVersion")
    private @Nullable String packageVersion;

    /**
     * Whether the start time of the build, in UTC, replaces SNAPSHOT in the version of the packages. With the time, each build
     * is an upgrade of the previous one. Without it, the version is the same in each build, which reproducible packages need.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.snapshotTime", defaultValue = "true")
    private boolean snapshotTime;

    /**
     * Maintainer of the packages, in the form {@code Name <address>}. Default: the POM's first developer, otherwise DEBFULLNAME
     * and DEBEMAIL of the environment.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.maintainer")
    private @Nullable String maintainer;

    /**
     * The suites that the packages go to, such as bookworm. The generated changelog entry names them. Default: UNRELEASED.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.distribution")
    private @Nullable String distribution;

    @Parameter(defaultValue = "${env.DEBFULLNAME}", readonly = true)
    private @Nullable String debFullName;

    @Parameter(defaultValue = "${env.DEBEMAIL}", readonly = true)
    private @Nullable String debEmail;

    /**
     * The project's changelog in Debian's format. If the file does not exist, a changelog with a single entry is generated.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.changelog", defaultValue = "${basedir}/src/main/deb/changelog")
    private File changelog;

    /**
     * Paragraphs for the copyright file about your own files, in Debian's machine-readable format.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.copyright", defaultValue = "${basedir}/src/main/deb/copyright")
    private File copyright;

    /**
     * Compression of the packages: {@code xz}, {@code zstd}, {@code gzip} or {@code none}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.compression", defaultValue = "xz")
    private String compression;

    /**
     * Compression level: 0 to 9 for xz, 1 to 22 for zstd, 1 to 9 for gzip. Without it, zstd and gzip use dpkg-deb's level, and
     * xz settings that come close to dpkg-deb's size.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.compressionLevel")
    private @Nullable Integer compressionLevel;

    /**
     * Dictionary of xz in MiB, 1 to 64. Default: 8 to 64, enough to cover the package if possible.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.compressionDictionary")
    private @Nullable Integer compressionDictionary;

    /**
     * Number of threads for xz and zstd; 0: one for each processor. The number does not change the bytes.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.compressionThreads", defaultValue = "0")
    private int compressionThreads;

    /** Default directory of the changelog, the copyright file and the control files. */
    @Parameter(defaultValue = "${basedir}/src/main/deb", readonly = true)
    private File debDirectory;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    private @Nullable Read read;

    /** The packages and texts of the POM, which are read once. */
    private record Read(List<PackageConfiguration> packages, PackageTexts texts) {}

    final MavenProject project() {
        return project;
    }

    /** The packages of the build. */
    final ConfiguredPackages configured() throws BadInput {
        return new ConfiguredPackages(packages, preset(), directories().images());
    }

    /** The version of the packages. Errors of the POM are reported first. */
    final PackageVersions versions() throws IOException {
        read();
        return new PackageVersions(
                packageVersion,
                snapshotTime,
                project.getVersion(),
                directories().modules());
    }

    /** The recipes of the build's packages in the given version. */
    final List<PackageRecipe> recipes(String version) throws IOException {
        ModulesDirectory modules = directories().modules();
        ProjectMetadata metadata = new ProjectMetadata(
                project,
                Upload.checkDistribution(Optional.ofNullable(distribution)),
                givenMaintainer(),
                read().texts(),
                PackageCompressionConfiguration.of(
                        compression, compressionLevel, compressionDictionary, compressionThreads),
                timestamp());
        return new PackageRecipes(
                        preset(), metadata.of(modules, version), directories().images(), modules, debDirectory.toPath())
                .of(read().packages());
    }

    /** The maintainer of the packages, if the project or the environment names one. */
    final Optional<Maintainer> givenMaintainer() throws BadInput {
        return Maintainer.of(maintainer, project, new Maintainer.Environment(debFullName, debEmail));
    }

    private Read read() throws IOException {
        if (read == null) {
            read = new Read(configured().checked(project), PackageTexts.read(changelog, copyright, debDirectory));
        }
        return read;
    }
}
