// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

/** How often a long step logs that it is still running. */
class GoalLogTest {
    @Test
    void onATerminalEveryTenSecondsAndInBatchModeEveryMinute() {
        assertThat(interval(true)).isEqualTo(Duration.ofSeconds(10));
        assertThat(interval(false)).isEqualTo(Duration.ofMinutes(1));
        assertThat(GoalLog.of(new SystemStreamLog(), null).progressInterval()).isEqualTo(Duration.ofMinutes(1));
    }

    private static Duration interval(boolean interactive) {
        MavenSession session =
                OneTimestampWarningTest.session(new DefaultMavenExecutionRequest().setInteractiveMode(interactive));
        return GoalLog.of(new SystemStreamLog(), session).progressInterval();
    }
}
