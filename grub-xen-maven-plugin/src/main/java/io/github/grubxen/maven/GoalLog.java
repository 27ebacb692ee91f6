// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.logging.Log;

/**
 * The log of a goal, for the packages that do not know Maven, and the lines that several goals log.
 *
 * @param log Maven's log
 */
record GoalLog(Log log) implements BuildLog {
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
