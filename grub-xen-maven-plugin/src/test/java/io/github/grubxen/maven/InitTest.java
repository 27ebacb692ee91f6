// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.model.Developer;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New projects: what the goal init finds out, what it writes, and what the goals of such a project make of it. */
class InitTest {
    @TempDir
    Path directory;

    private Path project = Path.of("");
    private Goal goal = new Goal(project);

    @BeforeEach
    void inADirectory() throws IOException {
        project = Files.createDirectory(directory.resolve("Site Boot"));
        goal = new Goal(project)
                .property("env.DEBFULLNAME", "A Packager")
                .property("env.DEBEMAIL", "packager@boot.example.org")
                .property("env.SOURCE_DATE_EPOCH", "1795392000");
    }

    @Test
    void askedForNothingFindsOutAllNames() throws Exception {
        run();
        Model pom = StartedProject.in(project).project().getModel();
        assertThat(pom.getId()).isEqualTo("org.example.boot:site-boot:grub-xen:1.0-SNAPSHOT");
        assertThat(pom.getDevelopers())
                .extracting(Developer::getName, Developer::getEmail)
                .containsExactly(tuple("A Packager", "packager@boot.example.org"));
        assertThat(pom.getProperties()).containsEntry("project.build.outputTimestamp", "2026-11-23T00:00:00Z");
        assertThat(pom.getBuild().getPlugins().get(0).getVersion())
                .isEqualTo(Goal.descriptor().getVersion());
        assertThat(files()).containsExactly(".gitignore", "pom.xml", "src/main/grub/web.cfg");
        assertThat(goal.warnings()).isEmpty();
    }

    @Test
    void theTimestampIsTheBeginningOfTheDay() throws Exception {
        goal.property("env.SOURCE_DATE_EPOCH", "");
        run();
        assertThat(StartedProject.in(project)
                        .project()
                        .getModel()
                        .getProperties()
                        .getProperty("project.build.outputTimestamp"))
                .matches("20\\d\\d-\\d\\d-\\d\\dT00:00:00Z");
    }

    @Test
    void takesGivenNames() throws Exception {
        goal.set("groupId", "net.example")
                .set("artifactId", "guests")
                .set("projectVersion", "2.1")
                .set("maintainer", "Another <another@example.net>")
                .set("output", directory.resolve("new/site"));
        run();
        Model pom = StartedProject.in(directory.resolve("new/site")).project().getModel();
        assertThat(pom.getId()).isEqualTo("net.example:guests:grub-xen:2.1");
        assertThat(pom.getDevelopers()).extracting(Developer::getEmail).containsExactly("another@example.net");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "site, site-boot_2.06-13+deb12u2+1.0~SNAPSHOT_amd64.deb",
        "debian-split, grub-xen-host_2.06-13+deb12u2+1.0~SNAPSHOT_amd64.deb",
        "second-stage, site-boot_2.06-13+deb12u2+1.0~SNAPSHOT_amd64.deb"
    })
    void theGoalsOfTheProjectMakeItsPackage(String from, String deb) throws Exception {
        goal.set("from", from);
        run();
        StartedProject started = StartedProject.in(project);
        for (String each : List.of("modules", "lint", "images", "deb", "boot")) {
            assertThat(started.run(each).warnings()).isEmpty();
        }
        try (Stream<Path> debs = Files.list(project.resolve("target"))) {
            assertThat(debs.map(file -> file.getFileName().toString())).contains(deb);
        }
    }

    @Test
    void aMakefileBecomesAProjectUnderTheFoundNames() throws Exception {
        Files.writeString(project.resolve("web.cfg"), "set root=xen/xvda\nlinux /vmlinuz\nboot\n");
        Files.writeString(
                project.resolve("Makefile"),
                "web.bin: web.cfg\n\tgrub-mkstandalone --fonts= --themes= --locales= -O x86_64-xen -o $@ boot/grub/grub.cfg=$<\n");
        goal.set("from", "makefile");
        run();
        Model pom = StartedProject.in(project).project().getModel();
        assertThat(pom.getId()).isEqualTo("org.example.boot:site-boot:pom:1.0-SNAPSHOT");
        assertThat(pom.getDevelopers()).hasSize(1);
        assertThat(files()).containsExactly(".gitignore", "Makefile", "pom.xml", "src/main/grub/web.cfg", "web.cfg");
    }

    @Test
    void aFileThatIsThereIsNamedAndNothingIsWritten() throws Exception {
        Files.createDirectories(project.resolve("src/main/grub"));
        Files.writeString(project.resolve("src/main/grub/web.cfg"), "mine\n");
        assertThatThrownBy(this::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("src/main/grub/web.cfg: another file is there already");
        assertThat(files()).containsExactly("src/main/grub/web.cfg");
        assertThat(project.resolve("src/main/grub/web.cfg")).hasContent("mine\n");
    }

    @Test
    void theListOfGitIsLeftAsItIs() throws Exception {
        Files.writeString(project.resolve(".gitignore"), "*.bak\n");
        run();
        assertThat(project.resolve(".gitignore")).hasContent("*.bak\n");
        assertThat(project.resolve("pom.xml")).exists();
    }

    @Test
    void anotherKindOfProjectIsRefused() {
        goal.set("from", "redhat");
        assertThatThrownBy(this::run)
                .hasMessageContaining("grub-xen.from: 'redhat' is not a kind of project. Use site, debian-split,");
        goal.set("from", "site").set("makefile", "Makefile");
        assertThatThrownBy(this::run).hasMessageContaining("a project of the kind site has no Makefile");
    }

    private void run() throws Exception {
        goal.run("init", new InitMojo());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> project.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
