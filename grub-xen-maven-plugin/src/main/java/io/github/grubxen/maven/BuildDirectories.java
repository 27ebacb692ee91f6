// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.UpToDateRecords;
import io.github.grubxen.source.ModulesDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The directories in which the goals of a build write their output, and from which later goals read it.
 *
 * @param output the directory for all output, {@code target/grub-xen} in a project
 */
record BuildDirectories(Path output) {
    private static final Pattern WITHOUT_PROJECT = Pattern.compile(".*\\$\\{(?:project\\.)?basedir}/(?<rest>.*)");

    /**
     * Replaces the placeholder that Maven leaves in a path without a project by the directory in which Maven was started.
     *
     * @param started the directory in which Maven was started, if it is known
     */
    static BuildDirectories of(File output, @Nullable File started) {
        Matcher unfilled = WITHOUT_PROJECT.matcher(output.getPath());
        return new BuildDirectories(
                unfilled.matches() && started != null
                        ? started.toPath().resolve(unfilled.group("rest"))
                        : output.toPath());
    }

    /** The module trees. */
    ModulesDirectory modules() {
        return new ModulesDirectory(output.resolve("modules"));
    }

    /** The images. */
    Path images() {
        return output.resolve("images");
    }

    /** The unpacked contents of the packages, for packagers who process them further. */
    Path stage() {
        return output.resolve("stage");
    }

    /** The transcripts of boot tests. */
    Path lab() {
        return output.resolve("lab");
    }

    /** The findings for programs. */
    Path reports() {
        return output.resolve("reports");
    }

    /** The file that records which files of a kind are up to date. */
    Path records(String kind) {
        return output.resolve(kind + ".records");
    }

    /** The records of the previous build. They are empty if everything must be rebuilt. */
    UpToDateRecords former(String kind, boolean force) throws IOException {
        return force ? new UpToDateRecords() : UpToDateRecords.read(records(kind));
    }
}
