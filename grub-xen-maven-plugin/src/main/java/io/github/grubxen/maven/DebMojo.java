package io.github.grubxen.maven;

import io.github.grubxen.deb.DebWriter;
import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.deb.SnapshotVersion;
import io.github.grubxen.deb.StagedFolder;
import io.github.grubxen.io.Key;
import io.github.grubxen.io.Stamps;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** In place of the key of a package that is being written. */
    private static final String UNFINISHED = "unfinished";

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
        Stamps stamps = former("packages", false);
        List<PackageRecipe> recipes = chosen(stamps);
        warn();
        // of a project of packaging grub-xen the package of its own name is the artifact, or else the first
        String usual = recipes.stream()
                .map(PackageRecipe::name)
                .filter(project().getArtifactId()::equals)
                .findFirst()
                .orElse(recipes.get(0).name());
        String main = project().getPackaging().equals(PACKAGING) ? usual : "";
        for (PackageRecipe recipe : recipes) {
            Path deb = packageDirectory.toPath().resolve(recipe.fileName());
            String key = key(recipe);
            Path staged = stageFolder().resolve(recipe.name());
            String stagedName = "stage/" + recipe.name();
            if (!force
                    && stamps.isUpToDate(recipe.fileName(), key, deb)
                    && (!stage || stamps.isUpToDate(stagedName, key, staged))) {
                getLog().info("Nothing to do: " + recipe.fileName() + " is up to date");
            } else {
                if (stage) {
                    StagedFolder.write(recipe.contents(), staged);
                    stamps.put(stagedName, key, staged);
                }
                stamps.put(recipe.fileName(), UNFINISHED, deb);
                stamps.write(stampsFile("packages"));
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
        deleteReplaced(recipes, stamps);
    }

    private String key(PackageRecipe recipe) throws IOException {
        return new Key().of(Maker.identity(), recipe, stage);
    }

    /** The packages in the version that this build gives them. */
    private List<PackageRecipe> chosen(Stamps stamps) throws IOException {
        Optional<SnapshotVersion> versions = snapshot();
        if (versions.isEmpty()) {
            return recipes(version());
        }
        SnapshotPackages chosen = SnapshotPackages.of(
                versions.get(),
                formerPackages(stamps).versions(),
                BuildMemory.start(session()),
                this::recipes,
                recipe -> !force && stamps.hasKey(recipe.fileName(), key(recipe)));
        getLog().info(chosen.line());
        return chosen.recipes();
    }

    /** Only after all packages are written: a build that fails leaves those of the former one. */
    private void deleteReplaced(List<PackageRecipe> recipes, Stamps stamps) throws IOException {
        Set<String> names = recipes.stream().map(PackageRecipe::fileName).collect(Collectors.toSet());
        List<String> deleted = formerPackages(stamps).deleteReplaced(names);
        if (!deleted.isEmpty()) {
            getLog().info("Deleted what a former build of the SNAPSHOT wrote: " + String.join(", ", deleted));
            stamps.write(stampsFile("packages"));
        }
    }

    private FormerPackages formerPackages(Stamps stamps) {
        return new FormerPackages(stamps, packageDirectory.toPath(), stageFolder());
    }

    private void warn() throws IOException {
        for (String image : imagesOfNoPackage()) {
            getLog().warn("No package has the image " + image + ": name it in the <images> of a <package>.");
        }
        if (modulesFolder().copyright().isEmpty()) {
            getLog().warn(
                            "No copyright file was found beside GRUB's modules: the packages state its licence in short.");
        }
        Maintainer.check(givenMaintainer(), project().getVersion(), log());
    }
}
