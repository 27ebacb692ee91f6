package io.github.grubxen.maven;

import io.github.grubxen.deb.DebVersion;
import io.github.grubxen.deb.DebWriter;
import io.github.grubxen.deb.DebianSplit;
import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.deb.Release;
import io.github.grubxen.deb.StagedFolder;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Key;
import io.github.grubxen.io.Stamps;
import io.github.grubxen.source.GrubOrigin;
import io.github.grubxen.source.ModulesFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Packs images and module trees into Debian packages in {@code target/} and attaches them to the project under
 * their names as classifiers, so that {@code install} and {@code deploy} carry them.
 */
@Mojo(name = "deb", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class DebMojo extends AbstractGrubXenMojo {
    private static final long TEXT_LIMIT = 1 << 22;

    /** {@code debian-split}: grub-xen-host with the images and grub-xen-bin with the modules. */
    @Parameter(property = "grub-xen.preset")
    private @Nullable String preset;

    /** Packages of one's own, besides those of the preset; without either one with all images, named after the project. */
    @Parameter
    private List<PackageConfiguration> packages = new ArrayList<>();

    /** Version of the packages; GRUB's package version, a plus and the project's version by default. */
    @Parameter(property = "grub-xen.packageVersion")
    private @Nullable String packageVersion;

    /** Maintainer as in {@code Name <address>}; the POM's first developer by default. */
    @Parameter(property = "grub-xen.maintainer")
    private @Nullable String maintainer;

    /** The project's changelog in Debian's format; one of a single entry is made where there is none. */
    @Parameter(defaultValue = "${basedir}/src/main/deb/changelog")
    private File changelog;

    /** Paragraphs about the site's own files for the copyright file, in Debian's machine-readable format. */
    @Parameter(defaultValue = "${basedir}/src/main/deb/copyright")
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

    /** Folder of the packages. */
    @Parameter(defaultValue = "${project.build.directory}", required = true)
    private File packageDirectory;

    /** Whether the contents of each package are left as a folder in {@code target/grub-xen/stage/} too. */
    @Parameter(property = "grub-xen.stage", defaultValue = "false")
    private boolean stage;

    /** Makes anew what is up to date, too. */
    @Parameter(property = "grub-xen.force", defaultValue = "false")
    private boolean force;

    /** Skips this goal. */
    @Parameter(property = "grub-xen.deb.skip", defaultValue = "false")
    private boolean skipDeb;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    private final MavenProjectHelper projectHelper;

    /** For Maven. */
    @Inject
    public DebMojo(MavenProjectHelper projectHelper) {
        this.projectHelper = projectHelper;
    }

    @Override
    boolean skipGoal() {
        return skipDeb;
    }

    @Override
    void make() throws IOException {
        boolean split = Preset.of(preset) == Preset.DEBIAN_SPLIT;
        if (!split && packages.isEmpty()) {
            packages.add(PackageConfiguration.ofAllImages(imagesFolder(), project));
        }
        ModulesFolder modules = modulesFolder();
        Release release = release(modules);
        List<PackageRecipe> recipes = new ArrayList<>();
        if (split) {
            recipes.add(new DebianSplit(release).host(imagesFolder()));
            recipes.add(new DebianSplit(release).bin(modules));
        }
        for (PackageConfiguration configuration : packages) {
            recipes.addAll(configuration.recipes(
                    release, imagesFolder(), modules, changelog.toPath().resolveSibling(".")));
        }
        Set<String> names = new HashSet<>();
        for (PackageRecipe recipe : recipes) {
            if (!names.add(recipe.name())) {
                throw new BadInput("<packages>", "more than one is called " + recipe.name(), "Rename one.");
            }
        }
        // of a project of packaging grub-xen the package of its own name is the artifact, or else the first
        String usual = names.contains(project.getArtifactId())
                ? project.getArtifactId()
                : recipes.get(0).name();
        String main = project.getPackaging().equals("grub-xen") ? usual : "";
        Stamps stamps = former("packages", force);
        for (PackageRecipe recipe : recipes) {
            Path deb = packageDirectory.toPath().resolve(recipe.fileName());
            String key = new Key().of(Maker.identity(), recipe, stage);
            Path staged = stageFolder().resolve(recipe.name());
            String stagedName = "stage/" + recipe.name();
            if (stamps.isUpToDate(recipe.fileName(), key, deb)
                    && (!stage || stamps.isUpToDate(stagedName, key, staged))) {
                getLog().info("Nothing to do: " + recipe.fileName() + " is up to date");
            } else {
                if (stage) {
                    StagedFolder.write(recipe.contents(), staged);
                    stamps.put(stagedName, key, staged);
                }
                logFile(DebWriter.write(recipe, packageDirectory.toPath()));
                stamps.put(recipe.fileName(), key, deb);
                stamps.write(stampsFile("packages"));
            }
            if (recipe.name().equals(main)) {
                project.getArtifact().setFile(deb.toFile());
            } else {
                projectHelper.attachArtifact(project, "deb", recipe.name(), deb.toFile());
            }
        }
    }

    private Release release(ModulesFolder modules) throws IOException {
        GrubOrigin origin = modules.origin();
        Optional<Bytes> grubCopyright = modules.copyright();
        if (grubCopyright.isEmpty()) {
            getLog().warn(
                            "No copyright file was found beside GRUB's modules: the packages state its licence in short.");
        }
        return new Release(
                origin,
                packageVersion == null
                        ? DebVersion.of(origin.version(), project.getVersion())
                        : DebVersion.check("<packageVersion>", packageVersion),
                maintainer(),
                Optional.ofNullable(project.getUrl()),
                grubCopyright,
                optional(copyright),
                optional(changelog),
                CompressionConfiguration.of(compression, compressionLevel, compressionDictionary, compressionThreads),
                timestamp());
    }

    private String maintainer() throws BadInput {
        Optional<String> given = Maintainer.of(maintainer, project);
        if (given.isEmpty()) {
            getLog().warn(
                            "The packages have no maintainer: add a <developer> with <name> and <email> to the POM, or set"
                                    + " <maintainer>.");
        }
        return given.orElse(project.getGroupId() + " <root@localhost>");
    }

    private static Optional<Bytes> optional(File file) throws IOException {
        return file.exists() ? Optional.of(Bytes.read(file.toPath(), TEXT_LIMIT)) : Optional.empty();
    }
}
