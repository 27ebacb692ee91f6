// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.start.NewProject;
import io.github.grubxen.start.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The projects that init writes are those that the pages show and that the examples build. */
class StartedProjectsOnPagesTest {
    private static final Path SITE = Path.of("src/site/markdown");

    private static final Path EXAMPLES = Path.of("../example-packages");

    @ParameterizedTest
    @ValueSource(strings = {"../README.md", "src/site/markdown/site-images.md"})
    void pagesShowThePomOfASiteWithoutCasesAndComments(String page) throws IOException {
        assertThat(pom(block(Path.of(page), "(<project .*?)"), "project", "configuration"))
                .isEqualTo(pom(file(Start.SITE, "site-boot", "pom.xml"), "project", "configuration"));
    }

    @Test
    void theReadmeShowsTheConfigOfASiteWithoutComments() throws IOException {
        String config = file(Start.SITE, "site-boot", "src/main/grub/web.cfg")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(block(Path.of("../README.md"), "(set root=.*?)")).isEqualTo(config);
    }

    @Test
    void thePageOfInitShowsTheCasesOfASite() throws IOException {
        assertThat(pom(block(SITE.resolve("init.md"), "(<boot>.*?)"), "boot", ""))
                .isEqualTo(pom(file(Start.SITE, "site-boot", "pom.xml"), "boot", ""));
    }

    @Test
    void theSplitIsThatOfItsPageAndExample() throws IOException {
        String started = pom(file(Start.DEBIAN_SPLIT, "split", "pom.xml"), "configuration", "");
        assertThat(started)
                .isEqualTo(pom(
                        block(SITE.resolve("debian-split.md"), "( *<configuration>.*?</configuration>).*?"),
                        "configuration",
                        ""))
                .isEqualTo(pom(example("debian-split/pom.xml"), "configuration", ""));
    }

    @Test
    void secondStagesAreThoseOfTheirPageAndExample() throws IOException {
        String started = file(Start.SECOND_STAGE, "grub-xen-stage2", "pom.xml");
        assertThat(pom(started, "images", ""))
                .isEqualTo(pom(block(SITE.resolve("two-stages.md"), "(<images>.*?)"), "images", ""));
        assertThat(pom(started, "configuration", ""))
                .isEqualTo(pom(example("guest-stage2/pom.xml"), "configuration", ""));
        for (String script : List.of(
                "src/main/files/05_second_stage",
                "src/main/deb/grub-xen-stage2/postinst",
                "src/main/deb/grub-xen-stage2/postrm")) {
            assertThat(file(Start.SECOND_STAGE, "grub-xen-stage2", script))
                    .isEqualTo(example("guest-stage2/" + script));
        }
    }

    @Test
    void theHeadOfThePomIsTheSameInEachKind() throws IOException {
        assertThat(List.of(Start.DEBIAN_SPLIT, Start.SECOND_STAGE))
                .allSatisfy(start -> assertThat(pom(file(start, "site-boot", "pom.xml"), "project", "configuration"))
                        .isEqualTo(pom(file(Start.SITE, "site-boot", "pom.xml"), "project", "configuration")));
    }

    private static String file(Start start, String name, String path) throws IOException {
        NewProject project = new NewProject(
                "org.example",
                name,
                "1.0-SNAPSHOT",
                Optional.of("A Packager <packager@example.org>"),
                "0.1.0-SNAPSHOT",
                "2026-11-23T00:00:00Z");
        return Optional.ofNullable(start.files(project).get(path)).orElseThrow().utf8();
    }

    private static String pom(String text, String element, String without) throws IOException {
        return StartedProject.line(StartedProject.element(text, element), without);
    }

    private static String example(String path) throws IOException {
        return Files.readString(EXAMPLES.resolve(path));
    }

    /** The part of a page's block of code that a pattern describes. */
    private static String block(Path page, String pattern) throws IOException {
        Matcher block =
                Pattern.compile("(?ms)^```(?:xml)?\n" + pattern + "^```$").matcher(Files.readString(page));
        assertThat(block.find()).as(page + ": " + pattern).isTrue();
        return block.group(1);
    }
}
