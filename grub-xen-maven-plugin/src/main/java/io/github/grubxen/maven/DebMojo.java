package io.github.grubxen.maven;

import io.github.grubxen.deb.DebVersion;
import io.github.grubxen.deb.DebWriter;
import io.github.grubxen.deb.DebianSplit;
import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.source.GrubOrigin;
import io.github.grubxen.source.ModulesFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.model.Developer;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Packs the images and the module trees into Debian packages in {@code target/} and attaches them to the project under
 * their names as classifiers, so that {@code install} and {@code deploy} carry them.
 */
@Mojo(name = "deb", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class DebMojo extends AbstractGrubXenMojo {

    /** {@code debian-split}: grub-xen-host with the images and grub-xen-bin with the modules. */
    @Parameter(property = "grub-xen.preset")
    private @Nullable String preset;

    /** Version of the packages; GRUB's package version, a plus and the project's version by default. */
    @Parameter(property = "grub-xen.packageVersion")
    private @Nullable String packageVersion;

    /** Maintainer as in {@code Name <address>}; the POM's first developer by default. */
    @Parameter(property = "grub-xen.maintainer")
    private @Nullable String maintainer;

    /** Folder of the packages. */
    @Parameter(defaultValue = "${project.build.directory}", required = true)
    private File packageDirectory;

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
        if (Preset.of(preset) == Preset.NONE) {
            throw new BadInput("<preset>", "no packages are configured", "Set <preset>debian-split</preset>.");
        }
        ModulesFolder modules = modulesFolder();
        GrubOrigin origin = modules.origin();
        String version = packageVersion == null
                ? DebVersion.of(origin.version(), project.getVersion())
                : DebVersion.check("<packageVersion>", packageVersion);
        DebianSplit split =
                new DebianSplit(origin, version, maintainer(), Optional.ofNullable(project.getUrl()), timestamp());
        for (PackageRecipe recipe : List.of(split.host(imagesFolder()), split.bin(modules))) {
            Path deb = DebWriter.write(recipe, packageDirectory.toPath());
            logFile(deb);
            projectHelper.attachArtifact(project, "deb", recipe.name(), deb.toFile());
        }
    }

    private String maintainer() throws BadInput {
        if (maintainer != null) {
            if (!maintainer.matches("[^<>\\n]+ <[^<>\\s@]+@[^<>\\s@]+>")) {
                throw new BadInput("<maintainer>", "'" + maintainer + "' is no maintainer", "Write Name <address>.");
            }
            return maintainer;
        }
        for (Developer developer : project.getDevelopers()) {
            if (developer.getName() != null && developer.getEmail() != null) {
                return developer.getName() + " <" + developer.getEmail() + ">";
            }
        }
        getLog().warn("The packages have no maintainer: add a <developer> with <name> and <email> to the POM, or set"
                + " <maintainer>.");
        return project.getGroupId() + " <root@localhost>";
    }
}
