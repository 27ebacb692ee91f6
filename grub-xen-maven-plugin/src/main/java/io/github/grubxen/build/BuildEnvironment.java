// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.ExternalProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The programs that GRUB is built with, and the place where they run. */
public interface BuildEnvironment {
    /** How long one step of a build may take: configure and make take minutes on a busy machine. */
    Duration TIME_LIMIT = Duration.ofHours(2);

    /** The environment in a few words, for the log: {@code this machine} or {@code a root of bookworm}. */
    String description();

    /** What tells the programs of this environment from others, such as the versions of their packages. */
    String identity() throws IOException;

    /**
     * Runs a program. It can write to the working directory of the build, and gets only the given variables, PATH and HOME.
     *
     * @param directory the directory to run it in
     * @throws io.github.grubxen.io.BadInput if it cannot be started or takes more than {@link #TIME_LIMIT}
     */
    ExternalProgram run(WorkDirectory work, String directory, Map<String, String> variables, List<String> command)
            throws IOException;
}
