// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.Changelog;
import io.github.grubxen.deb.DebVersion;
import io.github.grubxen.deb.PackageMetadata;
import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.deb.SnapshotVersion;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.source.GrubOrigin;
import io.github.grubxen.source.ModulesDirectory;
import io.github.grubxen.upload.Upload;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The code shared by the goals that make packages or compare them with their inputs. */
abstract class AbstractPackagesMojo extends AbstractImagesMojo {
    private static final long TEXT_LIMIT = 1 << 22;

    /**
     * Packages of your own, in addition to those of the preset. A package with the name of a preset's package adds to that
     * package. Without packages and without a preset, one package with all images is made; it has the project's name.
     */
    @Parameter
    private List<PackageConfiguration> packages = new ArrayList<>();

    /** Version of the packages. Default: GRUB's package version, a plus sign and the project's version. */
    @Parameter(property = "grub-xen.packageVersion")
    private @Nullable String packageVersion;

    /**
     * Whether the start time of the build, in UTC, replaces SNAPSHOT in the version of the packages. With the time, each build
     * is an upgrade of the previous one. Without it, the version is the same in each build, which reproducible packages need.
     */
    @Parameter(property = "grub-xen.snapshotTime", defaultValue = "true")
    private boolean snapshotTime;

    /**
     * Maintainer of the packages, in the form {@code Name <address>}. Default: the POM's first developer, otherwise DEBFULLNAME
     * and DEBEMAIL of the environment.
     */
    @Parameter(property = "grub-xen.maintainer")
    private @Nullable String maintainer;

    /** The suites that the packages go to, such as bookworm. The generated changelog entry names them. Default: UNRELEASED. */
    @Parameter(property = "grub-xen.distribution")
    private @Nullable String distribution;

    @Parameter(defaultValue = "${env.DEBFULLNAME}", readonly = true)
    private @Nullable String debFullName;

    @Parameter(defaultValue = "${env.DEBEMAIL}", readonly = true)
    private @Nullable String debEmail;

    /** The project's changelog in Debian's format. If the file does not exist, a changelog with a single entry is generated. */
    @Parameter(property = "grub-xen.changelog", defaultValue = "${basedir}/src/main/deb/changelog")
    private File changelog;

    /** Paragraphs for the copyright file about your own files, in Debian's machine-readable format. */
    @Parameter(property = "grub-xen.copyright", defaultValue = "${basedir}/src/main/deb/copyright")
    private File copyright;

    /** Compression of the packages: {@code xz}, {@code zstd}, {@code gzip} or {@code none}. */
    @Parameter(property = "grub-xen.compression", defaultValue = "xz")
    private String compression;

    /**
     * Compression level: 0 to 9 for xz, 1 to 22 for zstd, 1 to 9 for gzip. Without it, zstd and gzip use dpkg-deb's level, and
     * xz settings that come close to dpkg-deb's size.
     */
    @Parameter(property = "grub-xen.compressionLevel")
    private @Nullable Integer compressionLevel;

    /** Dictionary of xz in MiB, 1 to 64. Default: 8 to 64, enough to cover the package if possible. */
    @Parameter(property = "grub-xen.compressionDictionary")
    private @Nullable Integer compressionDictionary;

    /** Number of threads for xz and zstd; 0: one for each processor. The number does not change the bytes. */
    @Parameter(property = "grub-xen.compressionThreads", defaultValue = "0")
    private int compressionThreads;

    /** Default directory of the changelog, the copyright file and the control files. */
    @Parameter(defaultValue = "${basedir}/src/main/deb", readonly = true)
    private File debDirectory;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    private @Nullable Texts texts;

    /** The packages that are configured, and what the project's own files say. */
    private record Texts(List<PackageConfiguration> packages, Optional<Bytes> changelog, Optional<Bytes> copyright) {}

    final MavenProject project() {
        return project;
    }

    /** Whether packages are configured or follow from a preset. */
    final boolean hasPackages() throws BadInput {
        return !packages.isEmpty() || preset() == Preset.DEBIAN_SPLIT;
    }

    /**
     * All versions that the packages may have, if a build time is part of the version. Errors of the POM are reported first.
     */
    final Optional<SnapshotVersion> snapshot() throws IOException {
        texts();
        boolean timed = snapshotTime && packageVersion == null && SnapshotVersion.is(project.getVersion());
        return timed
                ? Optional.of(new SnapshotVersion(modulesDirectory().origin().version(), project.getVersion()))
                : Optional.empty();
    }

    /** The version of the packages without a build time. */
    final String version() throws IOException {
        return packageVersion == null
                ? DebVersion.of(modulesDirectory().origin().version(), project.getVersion())
                : DebVersion.check("<packageVersion>", packageVersion);
    }

    /** The recipes of the build's packages in the given version. */
    final List<PackageRecipe> recipes(String version) throws IOException {
        ModulesDirectory modules = modulesDirectory();
        return new PackageRecipes(
                        preset(), metadata(modules, version), imagesDirectory(), modules, debDirectory.toPath())
                .of(texts().packages());
    }

    /** What the POM names, read once. */
    private Texts texts() throws IOException {
        if (texts == null) {
            texts = new Texts(
                    configured(),
                    optional("<changelog>", changelog, "changelog"),
                    optional("<copyright>", copyright, "copyright"));
        }
        return texts;
    }

    private List<PackageConfiguration> configured() throws IOException {
        List<PackageConfiguration> configured = new ArrayList<>(packages);
        if (!hasPackages()) {
            configured.add(PackageConfiguration.ofAllImages(imagesDirectory(), project));
        }
        for (PackageConfiguration configuration : configured) {
            configuration.checkOnce("<package> " + configuration.name());
            configuration.checkImages("<package> " + configuration.name());
        }
        return configured;
    }

    /** Names of the images that no package of the build contains. */
    final List<String> imagesOfNoPackage() throws IOException {
        if (preset() == Preset.DEBIAN_SPLIT || packages.isEmpty() || !Files.isDirectory(imagesDirectory())) {
            return List.of(); // the preset's package for the host takes all, as the one does that is not configured
        }
        return Directories.list(imagesDirectory()).stream()
                .filter(image -> packages.stream().noneMatch(configured -> configured.takes(image)))
                .map(image -> image.getFileName().toString())
                .toList();
    }

    /** The maintainer of the packages, if one is named. */
    final Optional<Maintainer> givenMaintainer() throws BadInput {
        return Maintainer.of(maintainer, project, new Maintainer.Environment(debFullName, debEmail));
    }

    private PackageMetadata metadata(ModulesDirectory modules, String version) throws IOException {
        Texts named = texts();
        GrubOrigin origin = modules.origin();
        return new PackageMetadata(
                origin,
                named.changelog().flatMap(Changelog::source).orElseGet(this::projectsName),
                version,
                Upload.checkDistribution(Optional.ofNullable(distribution)),
                givenMaintainer().map(Maintainer::name).orElse(project.getGroupId() + " <root@localhost>"),
                Optional.ofNullable(project.getUrl()).map(String::strip).filter(url -> !url.isEmpty()),
                modules.copyright(),
                named.copyright(),
                named.changelog(),
                PackageCompressionConfiguration.of(
                        compression, compressionLevel, compressionDictionary, compressionThreads),
                timestamp());
    }

    /** Checks the name of the source package as strictly as other package names. */
    private String projectsName() {
        String name = project.getArtifactId().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9+.-]", "-");
        return name.matches("[a-z0-9].+") ? name : "x-" + name;
    }

    /** A file that is optional at its default path, and required at any other path. */
    private Optional<Bytes> optional(String element, File file, String usual) throws IOException {
        if (file.exists()) {
            return Optional.of(Bytes.read(file.toPath(), TEXT_LIMIT));
        }
        Path named = file.toPath().toAbsolutePath().normalize();
        if (!named.equals(debDirectory.toPath().resolve(usual).toAbsolutePath().normalize())) {
            throw new BadInput(element, "no such file: " + named, "Correct it, or leave the element out.");
        }
        return Optional.empty();
    }
}
