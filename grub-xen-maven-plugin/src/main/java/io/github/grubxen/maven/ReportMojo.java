// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.difference.Difference;
import io.github.grubxen.format.Image;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.FormerRun;
import io.github.grubxen.lint.Lint;
import io.github.grubxen.page.ReportPage;
import io.github.grubxen.plan.ImageDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Writes a page about the build for a person: {@code target/grub-xen/report.html}, one file that needs no other file. For each
 * image it shows what its bytes are for, as a map and as a table. It shows the configs with the findings of lint, the packages
 * with their control fields and files, the origin of the modules with the digests of all files, and the consoles of the guests
 * that the goal boot has booted. On request it shows the difference to a former build.
 *
 * <p>In a POM's {@code <reporting>}, the page is one of the project's reports: {@code mvn site} writes it to
 * {@code target/site/grub-xen-report.html}, and the site's menu lists it. The build must have made the images before.
 *
 * @since 0.9.0
 */
@Mojo(name = "report", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public class ReportMojo extends AbstractReportMojo {
    /**
     * The severity of each rule of lint for the findings on the page, as the goal lint has it.
     *
     * @since 0.9.0
     */
    @Parameter
    private Map<String, String> lint = new TreeMap<>();

    @Parameter(defaultValue = "${project.properties}", readonly = true, required = true)
    private Properties projectProperties;

    /**
     * The lock of the modules, which the page names.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.lockFile", defaultValue = "${project.basedir}/grub-xen.lock")
    private File lockFile;

    /**
     * The directory of a former build, such as a copy of its {@code target}. With it, the page shows the difference. Default:
     * none.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.old")
    private @Nullable File old;

    /**
     * Skips this goal.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.report.skip", defaultValue = "false")
    private boolean skipReport;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Override
    boolean skipGoal() {
        return skipReport;
    }

    @Override
    void make() throws IOException {
        ReportPage page = new ReportPage(project.getArtifactId() + " " + project.getVersion(), base());
        BuildOrigin origin = new BuildOrigin(page, trees());
        Path directory = directories().images();
        List<ImageDirectory.Named> images = images(timestamp());
        for (ImageDirectory.Named image : images) {
            Bytes file = Bytes.read(directory.resolve(image.fileName()), image.fileName(), Image.MAX_BYTES);
            page.add(file, trees().tree(image.platform()).parsedLists());
            origin.addImage(image, file);
            page.addConfig(image.config().filled().unfilled(), image.fileName());
        }
        linted(images).findings().forEach(found -> page.addFinding(found.finding()));
        for (Path deb : AttachedPackages.orFilesOf(project)) {
            page.addPackage(deb);
            origin.addPackage(deb);
        }
        origin.addFacts(lockFile.toPath(), timestamp(), pluginName());
        for (FormerRun.Booted guest : FormerRun.read(directories().lab())) {
            page.addBoot(
                    guest.name(),
                    guest.problem(),
                    guest.time(),
                    guest.steps().stream()
                            .map(step -> new ReportPage.Step(step.what(), step.time()))
                            .toList(),
                    guest.console());
        }
        if (old != null) {
            Path target = Path.of(project.getBuild().getDirectory());
            page.difference(Difference.of(old.toPath(), target));
        }
        Path report = file();
        AtomicFile.write(report, out -> out.write(page.html().getBytes(StandardCharsets.UTF_8)));
        log().wrote(report);
    }

    private Lint linted(List<ImageDirectory.Named> images) throws IOException {
        return new LintRun(LintProperties.of(lint, projectProperties, session().getUserProperties()), trees())
                .of(images);
    }
}
