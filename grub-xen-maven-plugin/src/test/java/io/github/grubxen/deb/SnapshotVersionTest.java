// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The versions of a SNAPSHOT's packages, with the time of the build. */
class SnapshotVersionTest {
    private static final String GRUB = "2.06-13+deb12u2";
    private static final Instant TIME = Instant.parse("2026-11-26T10:15:00.987Z");

    @ParameterizedTest
    @CsvSource({
        "1.5-SNAPSHOT, 1.5~20261126T101500",
        "1.5-snapshot, 1.5~20261126T101500",
        "1.5.SNAPSHOT, 1.5~20261126T101500",
        "1.0-alpha-2-SNAPSHOT, 1.0~alpha.2~20261126T101500",
        "1.0-site_4-SNAPSHOT, 1.0.site.4~20261126T101500",
        "SNAPSHOT, ~20261126T101500"
    })
    void haveTheTimeInPlaceOfSnapshot(String maven, String debian) throws IOException {
        assertThat(SnapshotVersion.is(maven)).isTrue();
        String version = new SnapshotVersion(GRUB, maven).at(TIME);
        assertThat(version).isEqualTo(GRUB + "+" + debian);
        DebVersion.check("here", version);
        Tools.run(Path.of("."), "dpkg", "--validate-version", version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1.5-SNAPSHOT-branch", "1.5-rc1"})
    void areNoneOfWhatMavenTakesForARelease(String maven) {
        assertThat(SnapshotVersion.is(maven)).isFalse();
    }

    @Test
    void riseWithEachBuildAndStayBelowTheRelease() throws IOException {
        SnapshotVersion versions = new SnapshotVersion(GRUB, "1.5-SNAPSHOT");
        List<String> rising = List.of(
                DebVersion.of(GRUB, "1.4"),
                versions.at(Instant.parse("2026-01-01T23:59:59Z")),
                versions.at(Instant.parse("2026-01-02T00:00:00Z")),
                versions.at(TIME),
                versions.at(TIME.plusSeconds(1)),
                DebVersion.of(GRUB, "1.5"),
                new SnapshotVersion(GRUB, "1.6-SNAPSHOT").at(Instant.parse("2026-01-01T00:00:00Z")),
                new SnapshotVersion("2.06-13+deb12u3", "1.0-SNAPSHOT").at(TIME));
        for (int i = 1; i < rising.size(); i++) {
            assertThat(isLower(rising.get(i - 1), rising.get(i)))
                    .as(rising.get(i - 1) + " is lower than " + rising.get(i))
                    .isTrue();
        }
    }

    @Test
    void areTheSameInEachLocaleAndTimeZone() throws IOException {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String tag : List.of("ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
                assertThat(new SnapshotVersion(GRUB, "1.5-SNAPSHOT").at(TIME)).endsWith("+1.5~20261126T101500");
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void tellTheirTime() throws BadInput {
        SnapshotVersion versions = new SnapshotVersion("1:" + GRUB, "1.5-SNAPSHOT");
        Instant second = Instant.parse("2026-11-26T10:15:00Z");
        assertThat(versions.time(versions.at(TIME))).contains(second);
        assertThat(versions.time(GRUB + "+1.5~20261126T101500")).contains(second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                GRUB + "+1.5~SNAPSHOT",
                GRUB + "+1.5~20261326T101500",
                GRUB + "+1.5~20260230T101500",
                GRUB + "+1.5~20261126T101500.1",
                GRUB + "+1.5~120261126T101500",
                GRUB + "+1.4~20261126T101500",
                "2.12-9+1.5~20261126T101500",
                GRUB + "+1.5"
            })
    void ofOthersTellNoTime(String other) throws BadInput {
        assertThat(new SnapshotVersion(GRUB, "1.5-SNAPSHOT").time(other)).isEmpty();
    }

    @Test
    void withNullAreRefused() {
        assertThatThrownBy(() -> new SnapshotVersion(GRUB, "1.null-SNAPSHOT").at(TIME))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("has null in it");
    }

    private static boolean isLower(String one, String other) throws IOException {
        Tools.require("dpkg");
        return ExternalProgram.run(
                                List.of("dpkg", "--compare-versions", one, "lt", other),
                                Map.of(),
                                Path.of("."),
                                Duration.ofMinutes(1))
                        .exit()
                == 0;
    }
}
