// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The log of a goal, for the packages that do not know Maven, and the lines that several goals log.
 *
 * @param log Maven's log
 * @param progressInterval time between two lines about one long step
 */
record GoalLog(Log log, Duration progressInterval) implements BuildLog {
    private static final Duration ON_A_TERMINAL = Duration.ofSeconds(10);
    private static final Duration IN_BATCH_MODE = Duration.ofMinutes(1);

    /** The log of a goal in a build: in batch mode, fewer lines are logged. */
    static GoalLog of(Log log, @Nullable MavenSession session) {
        MavenExecutionRequest request = session == null ? null : session.getRequest();
        boolean isInteractive = request != null && request.isInteractiveMode();
        return new GoalLog(log, isInteractive ? ON_A_TERMINAL : IN_BATCH_MODE);
    }

    @Override
    public void info(String line) {
        log.info(line);
    }

    @Override
    public void warn(String line) {
        log.warn(line);
    }

    /** Logs one line about a file that was written. */
    void wrote(Path file) throws IOException {
        wrote(String.valueOf(file.getFileName()), Files.size(file), Digest.sha256(file));
    }

    /** Logs one line about a file. The size is in bytes. */
    void wrote(String name, long size, String sha256) {
        info("Wrote " + name + ", " + size + " bytes, SHA-256 " + sha256.substring(0, 12));
    }
}
