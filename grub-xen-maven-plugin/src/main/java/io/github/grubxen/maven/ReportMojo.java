// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.format.Image;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.page.ReportPage;
import io.github.grubxen.plan.ImageDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Writes a page about the build for a person: {@code target/grub-xen/report.html}, one file that needs no other file. For each
 * image it shows what its bytes are for, as a map and as a table.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public class ReportMojo extends AbstractImagesMojo {
    /** Skips this goal. */
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
        ReportPage page = new ReportPage(project.getArtifactId() + " " + project.getVersion());
        Path directory = directories().images();
        for (ImageDirectory.Named image : images(timestamp())) {
            Path file = directory.resolve(image.fileName());
            page.add(
                    Bytes.read(file, image.fileName(), Image.MAX_BYTES),
                    trees().tree(image.platform()).parsedLists());
        }
        Path report = directories().output().resolve("report.html");
        AtomicFile.write(report, out -> out.write(page.html().getBytes(StandardCharsets.UTF_8)));
        log().wrote(report);
    }
}
