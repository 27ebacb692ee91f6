// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.Tools;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

/** The files of new projects, and the names in them. */
class StartTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Start.class)
    void noPlaceholderOfTheTemplatesIsLeft(Start start) throws IOException {
        for (var file : start.files(project(Optional.empty())).entrySet()) {
            assertThat(file.getKey() + file.getValue().utf8())
                    .doesNotContain("@project.", "@maintainer.", "@plugin.", "@@project");
        }
    }

    @Test
    void theMaintainerIsWrittenAsXml() throws Exception {
        String named = "R&D <3 \u00e9quipe <r&d@example.org>";
        Document pom = pom(Optional.of(named));
        assertThat(text(pom, "name")).isEqualTo("R&D <3 \u00e9quipe");
        assertThat(text(pom, "email")).isEqualTo("r&d@example.org");
    }

    @Test
    void withoutAMaintainerAPomSaysHowToNameOne() throws Exception {
        assertThat(pom(Optional.empty()).getElementsByTagName("developers").getLength())
                .isZero();
        assertThat(text(Optional.empty(), "pom.xml"))
                .contains("<email>packager@example.org</email>\n    </developer>\n  </developers>\n  -->");
    }

    @Test
    void placeholdersOfTheSiteStayInItsConfig() throws IOException {
        assertThat(text(Optional.empty(), "src/main/grub/web.cfg"))
                .contains("echo \"Starting @flavour@ on @platform@\"\n");
    }

    @ParameterizedTest
    @CsvSource({
        "site-boot, site-boot",
        "Site Boot 2, site-boot-2",
        "grub.site, grub.site",
        ".grub, grub",
        "x, site-boot",
        "'', site-boot",
        "\u00dcbung, bung"
    })
    void aDirectoryNamesTheProject(String name, String project) {
        assertThat(NewProject.nameOf(name)).isEqualTo(project);
    }

    @ParameterizedTest
    @CsvSource({
        "A Packager <packager@example.org>, org.example",
        "A Packager <packager@Boot.Example.net>, net.example.boot",
        "root <root@localhost>, org.example",
        "root <root@[127.0.0.1]>, org.example"
    })
    void theDomainOfTheMaintainerNamesTheGroup(String maintainer, String group) {
        assertThat(NewProject.groupOf(Optional.of(maintainer))).isEqualTo(group);
        assertThat(NewProject.groupOf(Optional.empty())).isEqualTo("org.example");
    }

    @Test
    void otherNamesAreRefused() {
        assertThatThrownBy(() -> NewProject.checkedName("here", "Site_Boot"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("here: 'Site_Boot' is not a name of a Debian package. Use lower-case letters");
        assertThatThrownBy(() -> NewProject.checkedGroup("here", "org/example")).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> NewProject.checkedVersion("here", "${v}")).isInstanceOf(BadInput.class);
    }

    @Test
    void gitKnowsItsUser() throws IOException {
        Tools.require("git");
        Map<String, String> none = Map.of("HOME", directory.toString());
        Tools.run(directory, none, "git", "init", "-q");
        Tools.run(directory, none, "git", "config", "user.name", "A Packager");
        Tools.run(directory, none, "git", "config", "user.email", "packager@example.org");
        assertThat(GitUser.in(directory)).hasValue("A Packager <packager@example.org>");
        Tools.run(directory, none, "git", "config", "user.email", "nowhere");
        assertThat(GitUser.in(directory)).isEmpty();
    }

    private static NewProject project(Optional<String> maintainer) {
        return new NewProject("org.example", "site-boot", "1.0-SNAPSHOT", maintainer, "0.1", "2026-11-23T00:00:00Z");
    }

    private static String text(Optional<String> maintainer, String path) throws IOException {
        return Optional.ofNullable(Start.SITE.files(project(maintainer)).get(path))
                .orElseThrow()
                .utf8();
    }

    private static Document pom(Optional<String> maintainer) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text(maintainer, "pom.xml").getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Document pom, String element) {
        return pom.getElementsByTagName(element).item(0).getTextContent();
    }
}
