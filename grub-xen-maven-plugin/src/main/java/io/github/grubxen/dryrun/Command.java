// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.script.Statement;
import java.io.IOException;
import java.util.List;

/** A command of GRUB's. It sets the run's success to false if it fails. */
@FunctionalInterface
interface Command {
    /** Runs the command. */
    void run(Statement.Command statement, List<String> arguments) throws IOException;
}
