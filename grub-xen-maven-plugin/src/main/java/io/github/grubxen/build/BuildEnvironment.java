// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.ExternalProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The programs that GRUB is built with, and the place where they run. */
public interface BuildEnvironment {
    /** Time limit for one step of a build. On a busy machine, configure and make take minutes. */
    Duration TIME_LIMIT = Duration.ofHours(2);

    /** The environment in a few words, for the log: {@code this machine} or {@code a root of bookworm}. */
    String description();

    /**
     * The programs of this environment with their versions, and the files of this environment that reach the modules: two
     * environments with the same identity build the same bytes.
     *
     * @param recipe the build, which names the C compiler
     */
    String identity(BuildRecipe recipe) throws IOException;

    /**
     * Runs a program. The program can write to the working directory of the build. Its environment contains only the given
     * variables, PATH and HOME.
     *
     * @param directory the directory to run the program in
     * @throws io.github.grubxen.io.BadInput if the program cannot be started or takes longer than {@link #TIME_LIMIT}
     */
    ExternalProgram run(WorkDirectory work, String directory, Map<String, String> variables, List<String> command)
            throws IOException;
}
