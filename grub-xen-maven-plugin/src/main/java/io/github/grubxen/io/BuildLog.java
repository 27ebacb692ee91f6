// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.time.Duration;

/** The log of the core, independent of the build tool. */
public interface BuildLog {

    /** Logs one line about a finished step or the beginning of a long one. */
    void info(String line);

    /** Logs one line about something that the user should change. */
    void warn(String line);

    /** Time between two lines about one long step. */
    default Duration progressInterval() {
        return Duration.ofMinutes(1);
    }
}
