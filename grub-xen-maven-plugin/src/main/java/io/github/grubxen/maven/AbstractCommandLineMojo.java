// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The code shared by the goals that get all their parameters on the command line. */
abstract class AbstractCommandLineMojo extends AbstractGrubXenMojo {

    /**
     * The directory to resolve relative paths against: that of the POM, or, without a POM, the one in which Maven was started.
     * Maven does the same for files.
     */
    @Parameter(defaultValue = "${basedir}", readonly = true)
    private File basedir;

    @Parameter(defaultValue = "${session.userProperties}", readonly = true)
    private Properties userProperties;

    @Parameter(defaultValue = "${plugin}", readonly = true)
    private @Nullable PluginDescriptor plugin;

    @Override
    final boolean skipGoal() {
        return false;
    }

    @Override
    final void make() throws IOException {
        if (plugin != null) {
            new CommandLine(userProperties, plugin).warnings().forEach(getLog()::warn);
        }
        run();
    }

    /** Does the goal's work. */
    abstract void run() throws IOException;

    /** The directory to resolve relative paths against. */
    final Path directory() {
        return basedir.toPath();
    }

    /** The given path. An empty property is an error. */
    static Path needed(String property, @Nullable File given, String problem) throws BadInput {
        if (given == null) {
            throw new BadInput(property, problem, "Set -D" + property + "=FILE.");
        }
        return given.toPath();
    }
}
