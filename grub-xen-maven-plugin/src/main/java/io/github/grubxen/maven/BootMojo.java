// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import io.github.grubxen.lab.BootCase;
import io.github.grubxen.lab.BootReport;
import io.github.grubxen.lab.CaseResult;
import io.github.grubxen.lab.DefaultCases;
import io.github.grubxen.lab.Lab;
import io.github.grubxen.lab.PackagedImages;
import io.github.grubxen.source.AptRepository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Boots the images in the project's packages on a real Xen in QEMU, as an ordinary user, without KVM. Xen does not have to be
 * installed. The goal writes the consoles and a JUnit XML report to {@code target/grub-xen/lab/}. It is off by default: set
 * {@code grub-xen.boot.skip} to false. Without a project, it boots the images in the packages of {@code grub-xen.debs}.
 *
 * @since 0.9.0
 */
@Mojo(name = "boot", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public class BootMojo extends AbstractGrubXenMojo {

    /**
     * The guests to boot, each a {@code <case>}. Default: one guest for each image. It must reach GRUB and read the guest's
     * grub.cfg. Except for 32-bit PV, it must also start a Linux that reports its kernel command line.
     *
     * @since 0.9.0
     */
    @Parameter
    private List<CaseConfiguration> boot = new ArrayList<>();

    /**
     * Code name of the suite that provides Xen, its tools and the kernels. Default: the machine's own suite.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.boot.suite")
    private @Nullable String bootSuite;

    /**
     * The packages. Default: all packages that are attached to the project.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.debs")
    private List<File> debs = new ArrayList<>();

    /**
     * Directory for the packages that apt fetches, and for the files made from them.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.cache", defaultValue = "${settings.localRepository}/.cache/grub-xen")
    private File cache;

    /** Whether only the cache is used ({@code mvn -o}). */
    @Parameter(defaultValue = "${settings.offline}", readonly = true)
    private boolean offline;

    /**
     * Directory of the consoles and the report. The goal empties it before it starts. Default: {@code target/grub-xen/lab}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.boot.reports")
    private @Nullable File bootReports;

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
    @Parameter(property = "grub-xen.boot.skip", defaultValue = "true")
    private boolean skipBoot;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Override
    boolean skipGoal() {
        return skipBoot;
    }

    @Override
    Optional<Path> cache() {
        return Optional.ofNullable(cache).map(File::toPath);
    }

    @Override
    void make() throws IOException {
        ReportFiles reportFiles = reports(report);
        Path reports = bootReports == null ? directories().lab() : bootReports.toPath();
        List<BootCase.Kernel> images = PackagedImages.read(AttachedPackages.or(debs, project, "grub-xen:boot"));
        List<BootCase> cases = new ArrayList<>();
        for (CaseConfiguration configured : boot) {
            cases.addAll(configured.cases(images));
        }
        for (BootCase.Kernel image : boot.isEmpty() ? images : List.<BootCase.Kernel>of()) {
            cases.add(DefaultCases.of(image));
        }
        AptRepository apt = new AptRepository(cache.toPath(), Optional.ofNullable(bootSuite), offline);
        List<CaseResult> results = new Lab(cache.toPath(), apt, log()).run(cases, reports);
        reportFiles.write(BootReport.of(results, reports));
        List<CaseResult> failed =
                results.stream().filter(result -> !result.passed()).toList();
        if (!failed.isEmpty()) {
            CaseResult first = failed.get(0);
            List<String> lines = new ArrayList<>(List.of(first.line(), "The last lines of its console:"));
            lines.addAll(first.lastLines().lines().toList());
            throw BadInput.quoting(
                    new Place.Named("grub-xen:boot"),
                    failed.size() + " of " + results.size() + " cases failed; the first is",
                    lines,
                    "The complete consoles are in " + reports + ".");
        }
        getLog().info(results.size() + " guests booted; their consoles are in " + reports);
    }
}
