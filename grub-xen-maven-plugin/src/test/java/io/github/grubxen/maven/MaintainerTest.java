// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.testing.SilentLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Developer;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who answers for the packages. */
class MaintainerTest {
    private final MavenProject project = new MavenProject();

    @Test
    void ofTheParameterComesFirstThenTheDeveloperThenTheEnvironment() throws BadInput {
        Maintainer.Environment environment = new Maintainer.Environment("E", "e@example.org");
        assertThat(Maintainer.of(null, project, environment)).contains(new Maintainer("E <e@example.org>", true));
        Developer developer = new Developer();
        developer.setName("D");
        developer.setEmail("d@example.org");
        project.getDevelopers().add(developer);
        assertThat(Maintainer.of(null, project, environment)).contains(new Maintainer("D <d@example.org>", false));
        assertThat(Maintainer.of("P <p@example.org>", project, environment))
                .contains(new Maintainer("P <p@example.org>", false));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "A B, a@example.org, A B <a@example.org>",
                "-, C <c@example.org>, C <c@example.org>",
                "A B, C <c@example.org>, A B <c@example.org>",
                "-, a@example.org, -",
                "A B, -, -",
                "-, -, -"
            })
    void ofTheEnvironmentIsReadAsDebchangeDoes(
            @Nullable String fullName, @Nullable String email, @Nullable String expected) throws BadInput {
        assertThat(Maintainer.of(null, project, new Maintainer.Environment(fullName, email))
                        .map(Maintainer::name)
                        .orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void whoseAddressIsNoneIsRefused() {
        assertThatThrownBy(() -> Maintainer.of(null, project, new Maintainer.Environment("A", "here")))
                .isInstanceOf(BadInput.class)
                .hasMessage("DEBFULLNAME and DEBEMAIL: 'A <here>' is not a maintainer."
                        + " Set DEBEMAIL to an address, and DEBFULLNAME to a name.");
    }

    @Test
    void ofAReleaseMustBeNamed() {
        assertThatThrownBy(() -> Maintainer.check(Optional.empty(), "1.4", new SilentLog()))
                .isInstanceOf(BadInput.class)
                .hasMessage("<maintainer>: the packages have no maintainer, and version 1.4 is a release."
                        + " Add a <developer> with <name> and <email> to the POM, or set <maintainer>"
                        + " (grub-xen.maintainer), or DEBFULLNAME and DEBEMAIL in the environment.");
        assertThatThrownBy(() -> Maintainer.check(Optional.empty(), "1.4-SNAPSHOT-branch", new SilentLog()))
                .hasMessageContaining("version 1.4-SNAPSHOT-branch is a release");
    }

    @Test
    void ofASnapshotThatNobodyIsIsAWarning() throws BadInput {
        List<String> lines = new ArrayList<>();
        Maintainer.check(Optional.empty(), "1.4-SNAPSHOT", log(lines));
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("WARN The packages have no maintainer, which is an error for a release. Add a <developer>");
    }

    @Test
    void ofTheEnvironmentIsLogged() throws BadInput {
        List<String> lines = new ArrayList<>();
        Maintainer.check(Optional.of(new Maintainer("E <e@example.org>", true)), "1.4", log(lines));
        Maintainer.check(Optional.of(new Maintainer("P <p@example.org>", false)), "1.4", log(lines));
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("The packages' maintainer is that of DEBFULLNAME and DEBEMAIL: E <e@example.org>.");
    }

    private static BuildLog log(List<String> lines) {
        return new BuildLog() {
            @Override
            public void info(String line) {
                lines.add(line);
            }

            @Override
            public void warn(String line) {
                lines.add("WARN " + line);
            }
        };
    }
}
