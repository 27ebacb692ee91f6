package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
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
                .hasMessage("DEBFULLNAME and DEBEMAIL: 'A <here>' is no maintainer."
                        + " Set DEBEMAIL to an address, and DEBFULLNAME to a name.");
    }
}
