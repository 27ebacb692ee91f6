package io.github.grubxen.maven;

import io.github.grubxen.deb.DebWriter;
import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.deb.StagedFolder;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Key;
import io.github.grubxen.io.Stamps;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Packs images and module trees into Debian packages in {@code target/} and attaches them to the project under
 * their names as classifiers, so that {@code install} and {@code deploy} carry them.
 */
@Mojo(name = "deb", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class DebMojo extends AbstractPackagesMojo {
    private static final String PACKAGING = "grub-xen";

    private static final String NAME_ONE = "Add a <developer> with <name> and <email> to the POM, or set <maintainer>"
            + " (grub-xen.maintainer), or DEBFULLNAME and DEBEMAIL in the environment.";

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

    /** Maven's install and deploy fail where a project of our packaging has no package, so there is nothing for them to do. */
    @Override
    void skipped() {
        if (project().getPackaging().equals(PACKAGING)) {
            for (String goal : List.of("install", "deploy")) {
                project().getProperties().setProperty("maven." + goal + ".skip", "true");
            }
            getLog().info("Nothing is packaged: install and deploy skip this project");
        }
    }

    @Override
    void make() throws IOException {
        List<PackageRecipe> recipes = recipes();
        warn();
        // of a project of packaging grub-xen the package of its own name is the artifact, or else the first
        String usual = recipes.stream()
                .map(PackageRecipe::name)
                .filter(project().getArtifactId()::equals)
                .findFirst()
                .orElse(recipes.get(0).name());
        String main = project().getPackaging().equals(PACKAGING) ? usual : "";
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
                project().getArtifact().setFile(deb.toFile());
            } else {
                projectHelper.attachArtifact(project(), "deb", recipe.name(), deb.toFile());
            }
        }
    }

    private void warn() throws IOException {
        for (String image : imagesOfNoPackage()) {
            getLog().warn("No package has the image " + image + ": name it in the <images> of a <package>.");
        }
        if (modulesFolder().copyright().isEmpty()) {
            getLog().warn(
                            "No copyright file was found beside GRUB's modules: the packages state its licence in short.");
        }
        Optional<Maintainer> maintainer = givenMaintainer();
        if (maintainer.isPresent() && maintainer.get().ofEnvironment()) {
            getLog().info("The packages' maintainer is that of DEBFULLNAME and DEBEMAIL: "
                    + maintainer.get().name() + ". Name one in the POM to get the same packages on each machine.");
        } else if (maintainer.isEmpty() && !project().getVersion().contains("SNAPSHOT")) {
            throw new BadInput(
                    "<maintainer>",
                    "nobody is named as the packages' maintainer, and version "
                            + project().getVersion() + " is a release",
                    NAME_ONE);
        } else if (maintainer.isEmpty()) {
            getLog().warn("The packages have no maintainer, which is an error for a release. " + NAME_ONE);
        }
    }
}
