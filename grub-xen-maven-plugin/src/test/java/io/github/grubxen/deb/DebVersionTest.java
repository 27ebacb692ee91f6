// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebVersionTest {

    @ParameterizedTest
    @CsvSource({
        "1.4, 1.4",
        "1.4-SNAPSHOT, 1.4~SNAPSHOT",
        "0.1.0-SNAPSHOT, 0.1.0~SNAPSHOT",
        "2.0-rc-1, 2.0~rc.1",
        "2.0-M3, 2.0~m3",
        "2.0RC1, 2.0~rc1",
        "2.0-RC1-SNAPSHOT, 2.0~rc1~SNAPSHOT",
        "2.0-b2, 2.0~b2",
        "1.4-a1b2c3d, 1.4.a1b2c3d",
        "1.0-alpha-2-SNAPSHOT, 1.0~alpha.2~SNAPSHOT",
        "1.0-site_4, 1.0.site.4",
        "1.0.main, 1.0.main"
    })
    void ofAProjectHasDebiansSyntax(String maven, String debian) throws IOException {
        assertThat(DebVersion.ofProject(maven)).isEqualTo(debian);
        String whole = DebVersion.of("2.06-13+deb12u2", maven);
        assertThat(whole).isEqualTo("2.06-13+deb12u2+" + debian);
        Tools.run(Path.of("."), "dpkg", "--validate-version", whole);
    }

    @ParameterizedTest
    @CsvSource({
        "1.4-SNAPSHOT, 1.4",
        "1.4-rc-1, 1.4",
        "1.4-alpha-1, 1.4-beta-1",
        "1.4-beta-1, 1.4-RC1",
        "1.4-Beta1, 1.4-M1",
        "1.4-M2, 1.4-RC1",
        "1.4-b1, 1.4",
        "1.4, 1.5-SNAPSHOT",
        "1.9, 1.10"
    })
    void sortsForDpkgAsForMaven(String earlier, String later) throws IOException {
        Tools.require("dpkg");
        ExternalProgram compared = ExternalProgram.run(
                List.of(
                        "dpkg",
                        "--compare-versions",
                        DebVersion.of("2.06-13", earlier),
                        "lt",
                        DebVersion.of("2.06-13", later)),
                Map.of(),
                Path.of("."),
                Duration.ofMinutes(1));
        assertThat(compared.exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "1.0 x", "1.0-", "1/2", "${revision}"})
    void refusesWhatIsNoVersion(String version) {
        assertThatThrownBy(() -> DebVersion.check("<packageVersion>", version))
                .hasMessageContaining("<packageVersion>")
                .hasMessageContaining("not a version");
    }

    @Test
    void namesWhichOfBothVersionsIsWrong() {
        assertThatThrownBy(() -> DebVersion.of("v2.06", "1.4"))
                .hasMessageStartingWith("the version of GRUB's package: 'v2.06' is not a version");
        assertThatThrownBy(() -> DebVersion.of("2.06-13", "1.4%"))
                .hasMessageStartingWith("the project's version: '2.06-13+1.4%' is not a version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4-null", "null", "1.null.3", "1.4.null-SNAPSHOT"})
    void refusesNullInTheProjectsVersion(String version) {
        assertThatThrownBy(() -> DebVersion.of("2.06-13", version))
                .hasMessageStartingWith("the project's version: '" + version + "' has null in it");
    }
}
