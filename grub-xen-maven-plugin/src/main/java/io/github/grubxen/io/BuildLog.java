// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

/** What the core tells its user while it works: the narrow side of whatever build tool drives it. */
public interface BuildLog {

    /** One line about a finished step or the beginning of a long one. */
    void info(String line);

    /** One line about something that the user should change. */
    void warn(String line);
}
