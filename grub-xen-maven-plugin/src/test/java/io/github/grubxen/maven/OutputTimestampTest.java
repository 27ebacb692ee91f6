// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The time of a build, as Maven's own plugins read it. */
class OutputTimestampTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T00:00:00Z, 2026-11-23T00:00:00Z",
        "2026-11-23T01:30:00+05:45, 2026-11-22T19:45:00Z",
        "2026-11-23T00:00:00.999Z, 2026-11-23T00:00:00Z",
        "2026-11-23T00:00Z, 2026-11-23T00:00:00Z",
        "1795392000, 2026-11-23T00:00:00Z",
        "0, 1970-01-01T00:00:00Z",
        "7, 1970-01-01T00:00:07Z",
        "1980-02-01T00:00:00Z, 1980-02-01T00:00:00Z",
        "8589934591, 2242-03-16T12:56:31Z"
    })
    void isIsoWithAnOffsetOrSecondsSinceTheEpoch(String property, String time) throws BadInput {
        assertThat(OutputTimestamp.of(property, "1")).contains(Instant.parse(time));
        assertThat(OutputTimestamp.of(null, property)).contains(Instant.parse(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-"})
    void aValueOfOneCharacterTurnsThePropertyOff(String off) throws BadInput {
        assertThat(OutputTimestamp.of(off, "1795392000")).contains(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(OutputTimestamp.of(off, null)).isEmpty();
        assertThat(OutputTimestamp.of(off, "")).isEmpty();
    }

    @Test
    void withoutEitherThereIsNone() throws BadInput {
        assertThat(OutputTimestamp.of(null, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23",
                "2026-11-23T00:00:00",
                "2026-13-23T00:00:00Z",
                "yesterday",
                "${timestamp}",
                " 1795392000",
                "-1",
                "99999999999999999999",
                "1969-12-31T23:59:59Z",
                "8589934592",
                "+12000-01-01T00:00:00Z"
            })
    void whatIsNoTimeIsRefusedByTheNameOfWhatHasIt(String value) {
        assertThatThrownBy(() -> OutputTimestamp.of(value, "1795392000"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("project.build.outputTimestamp: '" + value + "' is ")
                .hasMessageEndingWith(
                        "Use ISO 8601 with an offset, such as 2026-11-23T00:00:00Z, or seconds since the epoch.");
        assertThatThrownBy(() -> OutputTimestamp.of(null, value))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("SOURCE_DATE_EPOCH: '" + value + "' is ");
    }
}
