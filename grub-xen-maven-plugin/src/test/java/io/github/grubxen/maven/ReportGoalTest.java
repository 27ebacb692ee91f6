// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.maven.model.Build;
import org.apache.maven.project.MavenProject;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;
import org.codehaus.plexus.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that the goal report writes about a small project. */
class ReportGoalTest {
    @TempDir
    static Path built;

    @TempDir
    Path directory;

    private Path project = Path.of(".");

    @BeforeEach
    void build() throws Exception {
        project = ProjectGoal.copyOfBuilt(built, directory.resolve("project"));
    }

    @Test
    void hasEverySectionOfWhatTheBuildLeft() throws Exception {
        assertThat(page(goal()))
                .contains("<h1>site-boot 1.0</h1>")
                .contains("<h2>Images</h2>", "<h2>Configs</h2>", "<h2>Packages</h2>", "<h2>Origin</h2>")
                .doesNotContain("<h2>Boots</h2>", "<h2>Difference to a former build</h2>")
                .contains("<h3>src/main/grub/site.cfg</h3>", "[no-initrd]")
                .contains("<h3>site-boot_1.0_amd64.deb</h3>")
                .contains("<td>the same bytes</td>")
                .doesNotContain("<td>other bytes</td>", directory.toString());
    }

    @Test
    void hasTheSameBytesInAnotherDirectory() throws Exception {
        String first = page(goal());
        project = ProjectGoal.copyOfBuilt(built, directory.resolve("other"));
        assertThat(page(goal())).isEqualTo(first);
    }

    @Test
    void beginsWithTheDifferenceToAFormerBuild() throws Exception {
        Path former = ProjectGoal.copyOfBuilt(built, directory.resolve("former"));
        assertThat(page(goal().set("old", former.resolve("target"))))
                .contains("<h2>Difference to a former build</h2>", "No difference: 1 image, 1 package.");
    }

    @Test
    void isOneOfTheReportsOfTheSite() throws Exception {
        ReportMojo mojo = new ReportMojo();
        goal().run("report", mojo);
        Path site = Files.createDirectory(directory.resolve("site"));
        MavenReport report = mojo;
        report.setReportOutputDirectory(site.toFile());
        assertThat(report.canGenerateReport()).isTrue();
        assertThat(report.isExternalReport()).isTrue();
        assertThat(report.getCategoryName()).isEqualTo("Project Reports");
        report.generate(null, Locale.ROOT);
        assertThat(site.resolve(report.getOutputPath() + ".html"))
                .hasSameTextualContentAs(project.resolve("target/grub-xen/report.html"));
    }

    @Test
    void theSiteOfAProjectWithoutImagesHasNoSuchReport() throws Exception {
        Goal goal = goal();
        ReportMojo mojo = new ReportMojo();
        goal.run("report", mojo);
        FileUtils.deleteDirectory(project.resolve("target/grub-xen/images").toFile());
        assertThat(mojo.canGenerateReport()).isFalse();
        assertThat(goal.lines()).last().asString().contains("mvn package site");
    }

    @Test
    void theSiteHasNoSuchReportIfTheGoalIsSkipped() throws Exception {
        ReportMojo mojo = new ReportMojo();
        goal().set("report.skip", true).run("report", mojo);
        assertThat(mojo.canGenerateReport()).isFalse();
    }

    @Test
    void anErrorOnTheSiteIsThatOfTheGoal() throws Exception {
        ReportMojo mojo = new ReportMojo();
        goal().run("report", mojo);
        Files.delete(project.resolve("target/grub-xen/images/site-i386-xen_pvh.bin"));
        mojo.setReportOutputDirectory(directory.toFile());
        assertThatThrownBy(() -> mojo.generate(null, Locale.ROOT))
                .isInstanceOf(MavenReportException.class)
                .hasMessageContaining("site-i386-xen_pvh.bin");
    }

    private String page(Goal goal) throws Exception {
        goal.run("report", new ReportMojo());
        return Files.readString(project.resolve("target/grub-xen/report.html"));
    }

    private Goal goal() {
        MavenProject described = new MavenProject();
        described.setGroupId("org.example");
        described.setArtifactId("site-boot");
        described.setVersion("1.0");
        described.setPackaging("grub-xen");
        described.setBuild(new Build());
        described.getBuild().setDirectory(project.resolve("target").toString());
        return new Goal(project, described);
    }
}
