// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.Changelog;
import io.github.grubxen.deb.DebVersion;
import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.deb.Release;
import io.github.grubxen.deb.SnapshotVersion;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Folders;
import io.github.grubxen.source.GrubOrigin;
import io.github.grubxen.source.ModulesFolder;
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

/** What the goals share that make packages or hold them against what they are made of. */
abstract class AbstractPackagesMojo extends AbstractImagesMojo {
    private static final long TEXT_LIMIT = 1 << 22;

    /**
     * Packages of one's own, besides those of the preset; one with the name of a preset's package adds to that. Without either one
     * with all images, named after the project.
     */
    @Parameter
    private List<PackageConfiguration> packages = new ArrayList<>();

    /** Version of the packages; GRUB's package version, a plus and the project's version by default. */
    @Parameter(property = "grub-xen.packageVersion")
    private @Nullable String packageVersion;

    /**
     * Whether the packages of a SNAPSHOT have the time of the build's start, in UTC, in place of SNAPSHOT in their version, so that each
     * build is an upgrade of the one before. Without it the version is the same in each build, as reproducible packages need.
     */
    @Parameter(property = "grub-xen.snapshotTime", defaultValue = "true")
    private boolean snapshotTime;

    /**
     * Maintainer as in {@code Name <address>}; the POM's first developer by default, and without one what DEBFULLNAME and DEBEMAIL of
     * the environment name.
     */
    @Parameter(property = "grub-xen.maintainer")
    private @Nullable String maintainer;

    /** The suites that the packages go to, such as bookworm, for the entry that is made in the changelog; UNRELEASED by default. */
    @Parameter(property = "grub-xen.distribution")
    private @Nullable String distribution;

    @Parameter(defaultValue = "${env.DEBFULLNAME}", readonly = true)
    private @Nullable String debFullName;

    @Parameter(defaultValue = "${env.DEBEMAIL}", readonly = true)
    private @Nullable String debEmail;

    /** The project's changelog in Debian's format; one of a single entry is made where there is none. */
    @Parameter(property = "grub-xen.changelog", defaultValue = "${basedir}/src/main/deb/changelog")
    private File changelog;

    /** Paragraphs about the site's own files for the copyright file, in Debian's machine-readable format. */
    @Parameter(property = "grub-xen.copyright", defaultValue = "${basedir}/src/main/deb/copyright")
    private File copyright;

    /** {@code xz}, {@code zstd}, {@code gzip} or {@code none}. */
    @Parameter(property = "grub-xen.compression", defaultValue = "xz")
    private String compression;

    /** 0 to 9 for xz, 1 to 22 for zstd, 1 to 9 for gzip; dpkg-deb's own by default. */
    @Parameter(property = "grub-xen.compressionLevel")
    private @Nullable Integer compressionLevel;

    /** Dictionary of xz in MiB; one that covers the package, up to 64, by default. */
    @Parameter(property = "grub-xen.compressionDictionary")
    private @Nullable Integer compressionDictionary;

    /** Threads of xz and zstd; 0: one for each processor. Any number makes the same bytes. */
    @Parameter(property = "grub-xen.compressionThreads", defaultValue = "0")
    private int compressionThreads;

    /** Folder of changelog, copyright and control files where nothing else is said. */
    @Parameter(defaultValue = "${basedir}/src/main/deb", readonly = true)
    private File debFolder;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    final MavenProject project() {
        return project;
    }

    /** Whether packages are configured, or follow from a preset. */
    final boolean hasPackages() throws BadInput {
        return !packages.isEmpty() || preset() == Preset.DEBIAN_SPLIT;
    }

    /** The versions that the packages can have, where they end with the time of a build. What is wrong in the POM comes first. */
    final Optional<SnapshotVersion> snapshot() throws IOException {
        configured();
        changes();
        ownCopyright();
        boolean timed = snapshotTime && packageVersion == null && SnapshotVersion.is(project.getVersion());
        return timed
                ? Optional.of(new SnapshotVersion(modulesFolder().origin().version(), project.getVersion()))
                : Optional.empty();
    }

    /** The version of the packages where no time of a build is in it. */
    final String version() throws IOException {
        return packageVersion == null
                ? DebVersion.of(modulesFolder().origin().version(), project.getVersion())
                : DebVersion.check("<packageVersion>", packageVersion);
    }

    /** What the packages of the build are made of, in a version. */
    final List<PackageRecipe> recipes(String version) throws IOException {
        ModulesFolder modules = modulesFolder();
        return new PackageRecipes(preset(), release(modules, version), imagesFolder(), modules, debFolder.toPath())
                .of(configured());
    }

    private List<PackageConfiguration> configured() throws IOException {
        List<PackageConfiguration> configured = new ArrayList<>(packages);
        if (!hasPackages()) {
            configured.add(PackageConfiguration.ofAllImages(imagesFolder(), project));
        }
        for (PackageConfiguration configuration : configured) {
            configuration.checkOnce("<package> " + configuration.name());
            configuration.checkImages("<package> " + configuration.name());
        }
        return configured;
    }

    /** Names of the images that no package of the build has. */
    final List<String> imagesOfNoPackage() throws IOException {
        if (preset() == Preset.DEBIAN_SPLIT || packages.isEmpty() || !Files.isDirectory(imagesFolder())) {
            return List.of(); // the preset's package for the host takes all, as the one does that is not configured
        }
        return Folders.list(imagesFolder()).stream()
                .filter(image -> packages.stream().noneMatch(configured -> configured.takes(image)))
                .map(image -> image.getFileName().toString())
                .toList();
    }

    /** Who answers for the packages, where somebody is named. */
    final Optional<Maintainer> givenMaintainer() throws BadInput {
        return Maintainer.of(maintainer, project, new Maintainer.Environment(debFullName, debEmail));
    }

    private Release release(ModulesFolder modules, String version) throws IOException {
        Optional<Bytes> changes = changes();
        Optional<Bytes> own = ownCopyright();
        GrubOrigin origin = modules.origin();
        return new Release(
                origin,
                changes.flatMap(Changelog::source).orElseGet(this::projectsName),
                version,
                Upload.checkDistribution(Optional.ofNullable(distribution)),
                givenMaintainer().map(Maintainer::name).orElse(project.getGroupId() + " <root@localhost>"),
                Optional.ofNullable(project.getUrl()),
                modules.copyright(),
                own,
                changes,
                CompressionConfiguration.of(compression, compressionLevel, compressionDictionary, compressionThreads),
                timestamp());
    }

    /** A source package is named as strictly as the others. */
    private String projectsName() {
        String name = project.getArtifactId().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9+.-]", "-");
        return name.matches("[a-z0-9].+") ? name : "x-" + name;
    }

    private Optional<Bytes> changes() throws IOException {
        return optional("<changelog>", changelog, "changelog");
    }

    private Optional<Bytes> ownCopyright() throws IOException {
        return optional("<copyright>", copyright, "copyright");
    }

    /** A file that need not be there, unless another than the usual one is named. */
    private Optional<Bytes> optional(String element, File file, String usual) throws IOException {
        if (file.exists()) {
            return Optional.of(Bytes.read(file.toPath(), TEXT_LIMIT));
        }
        Path named = file.toPath().toAbsolutePath().normalize();
        if (!named.equals(debFolder.toPath().resolve(usual).toAbsolutePath().normalize())) {
            throw new BadInput(element, "no such file: " + named, "Correct it, or leave the element out.");
        }
        return Optional.empty();
    }
}
