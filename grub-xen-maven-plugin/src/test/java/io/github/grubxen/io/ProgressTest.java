// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.testing.RecordingLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The lines of a long step, with a clock that the test advances. */
class ProgressTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final BuildLog log = new RecordingLog(lines);

    /** Everything that the ticker was told to run, and whether it was stopped. */
    private final List<Runnable> ticks = new ArrayList<>();

    private Duration interval = Duration.ZERO;
    private long seconds = 1000;

    @Test
    void aStepThatEndsWithinTheIntervalLogsNothing() throws IOException {
        assertThat(during(progress -> "done")).isEqualTo("done");
        assertThat(lines).isEmpty();
        assertThat(interval).isEqualTo(log.progressInterval());
        assertThat(ticks).isEmpty(); // stopped
    }

    @Test
    void eachIntervalLogsTheStepWithTheTimeSinceItBegan() throws IOException {
        during(progress -> {
            tickAfter(10);
            progress.at("2 of 5");
            tickAfter(10);
            progress.at(() -> "3 of " + 5);
            return tickAfter(50);
        });
        assertThat(lines).containsExactly("Checking (10 s)", "Checking: 2 of 5 (20 s)", "Checking: 3 of 5 (70 s)");
    }

    @Test
    void aDetailThatCannotBeReadIsLeftOut() throws IOException {
        during(progress -> {
            progress.at(() -> {
                throw new NoSuchFileException("gone");
            });
            return tickAfter(10);
        });
        assertThat(lines).containsExactly("Checking (10 s)");
    }

    @Test
    void afterAFailureNothingMoreIsLogged() {
        assertThatThrownBy(() -> during(progress -> {
                    throw new IOException("no");
                }))
                .hasMessage("no");
        assertThat(ticks).isEmpty();
    }

    @Test
    @Timeout(60)
    void theSystemsTimerTicksInItsOwnThread() throws IOException {
        BuildLog often = new BuildLog() {
            @Override
            public void info(String line) {
                lines.add(line);
            }

            @Override
            public void warn(String line) {
                lines.add(line);
            }

            @Override
            public Duration progressInterval() {
                return Duration.ofMillis(20);
            }
        };
        Progress.during(often, "Checking", progress -> {
            while (lines.size() < 3) {
                pause();
            }
            return "done";
        });
        assertThat(lines).startsWith("Checking (0 s)");
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private String during(Progress.Work<String> work) throws IOException {
        return Progress.during(log, "Checking", work, this::every, () -> TimeUnit.SECONDS.toNanos(seconds));
    }

    private Closeable every(Duration chosen, Runnable task) {
        interval = chosen;
        ticks.add(task);
        return ticks::clear;
    }

    private String tickAfter(long more) {
        seconds += more;
        ticks.forEach(Runnable::run);
        return "done";
    }
}
