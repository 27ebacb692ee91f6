// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.deb.SnapshotVersion;
import io.github.grubxen.io.Progress;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Packs images and module trees into Debian packages in {@code target/}. Attaches the packages to the project, with their names
 * as classifiers, so that {@code install} and {@code deploy} include them.
 *
 * @since 0.9.0
 */
@Mojo(name = "deb", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class DebMojo extends AbstractPackagesMojo {
    private static final String PACKAGING = "grub-xen";

    /**
     * Directory of the packages.
     *
     * @since 0.9.0
     */
    @Parameter(defaultValue = "${project.build.directory}", required = true)
    private File packageDirectory;

    /**
     * Whether the contents of each package are also left in a directory of {@code target/grub-xen/stage/}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.stage", defaultValue = "false")
    private boolean stage;

    /**
     * Rebuilds files that are up to date too.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.force", defaultValue = "false")
    private boolean force;

    /**
     * Skips this goal.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.deb.skip", defaultValue = "false")
    private boolean skipDeb;

    private final MavenProjectHelper projectHelper;

    /** Called by Maven. */
    @Inject
    public DebMojo(MavenProjectHelper projectHelper) {
        this.projectHelper = projectHelper;
    }

    @Override
    boolean skipGoal() {
        return skipDeb;
    }

    /** Makes install and deploy do nothing. They would fail if a project of the packaging grub-xen has no package. */
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
        PackageFiles files = new PackageFiles(
                packageDirectory.toPath(),
                directories().stage(),
                stage,
                directories().records("packages"),
                directories().former("packages", false));
        List<PackageRecipe> recipes = chosen(files);
        warn();
        // with the packaging grub-xen, the main artifact is the package with the project's name, or else the first
        // package
        String artifact = project().getArtifactId();
        boolean own = recipes.stream().anyMatch(recipe -> recipe.name().equals(artifact));
        String usual = own ? artifact : recipes.get(0).name();
        String main = project().getPackaging().equals(PACKAGING) ? usual : "";
        for (PackageRecipe recipe : recipes) {
            if (!force && files.isUpToDate(recipe)) {
                getLog().info("Nothing to do: " + recipe.fileName() + " is up to date");
            } else {
                log().wrote(Progress.during(log(), "Writing " + recipe.fileName(), progress -> files.write(recipe)));
            }
            File deb = files.deb(recipe).toFile();
            if (recipe.name().equals(main)) {
                project().getArtifact().setFile(deb);
            } else {
                projectHelper.attachArtifact(project(), "deb", recipe.name(), deb);
            }
        }
        List<String> deleted = files.deleteReplaced(recipes);
        if (!deleted.isEmpty()) {
            getLog().info("Deleted files of an earlier build of the SNAPSHOT: " + String.join(", ", deleted));
        }
    }

    /** The packages, in the version of this build. */
    private List<PackageRecipe> chosen(PackageFiles files) throws IOException {
        Optional<SnapshotVersion> versions = versions().snapshot();
        if (versions.isEmpty()) {
            return recipes(versions().plain());
        }
        SnapshotPackages chosen = SnapshotPackages.of(
                versions.get(),
                files.former().versions(),
                BuildMemory.start(session()),
                this::recipes,
                recipe -> !force && files.wasMade(recipe));
        getLog().info(chosen.line());
        return chosen.recipes();
    }

    private void warn() throws IOException {
        for (String image : configured().imagesOfNone()) {
            getLog().warn("No package contains the image " + image + ": name it in the <images> of a <package>.");
        }
        if (directories().modules().copyright().isEmpty()) {
            getLog().warn(
                            "GRUB's modules have no copyright file, so the packages contain a short statement of its licence.");
        }
        Maintainer.check(givenMaintainer(), project().getVersion(), log());
    }
}
