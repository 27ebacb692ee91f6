// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.deb.SnapshotVersion;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Progress;
import io.github.grubxen.report.Report;
import io.github.grubxen.verify.FindingLines;
import io.github.grubxen.verify.SecondBuild;
import io.github.grubxen.verify.SecondPackages;
import io.github.grubxen.verify.Suppressions;
import io.github.grubxen.verify.Verification;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Opens the finished packages as dpkg would and checks their archives, paths, modes, links, control data and checksums. Also
 * checks that each packaged image can start, and that a second build gives the same images, modules and packages. Lists all
 * findings, then fails. Without a project, it checks the packages in {@code grub-xen.debs}, of any origin.
 *
 * @since 0.9.0
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public class VerifyMojo extends AbstractPackagesMojo {
    /**
     * The packages. Default: all packages that are attached to the project.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.debs")
    private List<File> debs = new ArrayList<>();

    /**
     * Findings to accept, each a check and a path, as in {@code tar-modes /usr/bin/x}. {@code *} matches any characters.
     *
     * @since 0.9.0
     */
    @Parameter
    private List<String> accepted = new ArrayList<>();

    /**
     * Formats of a report for programs in {@code target/grub-xen/reports/}: {@code json}, {@code sarif}. Default: none.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.report")
    private List<String> report = new ArrayList<>();

    /**
     * Skips this goal.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.verify.skip", defaultValue = "false")
    private boolean skipVerify;

    @Override
    boolean skipGoal() {
        return skipVerify;
    }

    @Override
    void make() throws IOException {
        ReportFiles reports = reports(report);
        List<Path> packages = AttachedPackages.or(debs, project(), "grub-xen:verify");
        Suppressions suppressions = new Suppressions("<accepted>", accepted);
        boolean again = makesImages() || configured().exist();
        // packages of another origin may be newer than the project
        long newest = debs.isEmpty() || again ? timestamp() : Instant.now().getEpochSecond();
        Optional<SecondBuild> second = makesImages()
                ? Optional.of(Progress.during(log(), "Building the images again", step -> secondBuild(newest)))
                : Optional.empty();
        Optional<SecondPackages> rebuilt = again
                ? Optional.of(new SecondPackages(
                        secondRecipes(packages), directories().images().resolveSibling("second-build")))
                : Optional.empty();
        FindingLines lines = new FindingLines();
        List<Diagnostic> findings = Progress.during(
                log(), "Verifying", step -> new Verification(newest, second, rebuilt).of(packages, step::at));
        Report found = suppressions.report(findings);
        reports.write(found);
        for (Report.Finding finding : found.findings()) {
            if (finding.suppressed()) {
                getLog().info("Accepted: " + finding.diagnostic().line());
            } else {
                lines.add(finding.diagnostic()).ifPresent(getLog()::error);
            }
        }
        lines.rest().forEach(getLog()::error);
        suppressions
                .unused(findings)
                .forEach(line ->
                        getLog().warn("<accepted> contains '" + line + "', but no package has this finding any more"));
        warn("In none of the packages: ", second.map(SecondBuild::notPackaged));
        warn(
                "Not built a second time, because this goal's configuration makes no such package: ",
                rebuilt.map(SecondPackages::unknown));
        String names = AttachedPackages.names(packages);
        if (lines.total() > 0) {
            String remedy =
                    "Correct the problems and build again. To accept a finding on purpose, name it in <accepted>.";
            throw new BadInput(names, lines.count() + ", listed above", remedy);
        }
        getLog().info("Verified " + names + (again ? ", also against a second build" : ""));
    }

    private void warn(String what, Optional<List<String>> names) {
        names.filter(some -> !some.isEmpty()).ifPresent(some -> getLog().warn(what + String.join(", ", some)));
    }

    /** The recipes for the second build. None, if the build only makes images for another packager. */
    private List<PackageRecipe> secondRecipes(List<Path> packages) throws IOException {
        if (!configured().exist() && !Files.isDirectory(directories().images())) {
            return List.of();
        }
        List<PackageRecipe> recipes = new ArrayList<>();
        Optional<SnapshotVersion> snapshot = versions().snapshot();
        Set<String> versions = snapshot.isPresent()
                ? SnapshotPackages.versions(snapshot.get(), packages, BuildMemory.start(session()))
                : Set.of(versions().plain());
        for (String version : versions) {
            recipes.addAll(recipes(version));
        }
        return recipes;
    }

    private SecondBuild secondBuild(long time) throws IOException {
        // reads the trees again: the files may have changed since an earlier goal read them
        return new SecondBuild(images(time), directories().modules().trees());
    }
}
