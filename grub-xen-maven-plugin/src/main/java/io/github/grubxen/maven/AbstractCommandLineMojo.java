// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The code shared by the goals that get all their parameters on the command line. */
abstract class AbstractCommandLineMojo extends AbstractGrubXenMojo {

    @Override
    final boolean skipGoal() {
        return false;
    }

    @Override
    final void make() throws IOException {
        warnOfUnknownProperties();
        run();
    }

    /** Does the goal's work. */
    abstract void run() throws IOException;

    /** The given path. An empty property is an error. */
    static Path needed(String property, @Nullable File given, String problem) throws BadInput {
        if (given == null) {
            throw new BadInput(property, problem, "Set -D" + property + "=FILE.");
        }
        return given.toPath();
    }
}
