// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.CacheUse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The code that all goals share: skipping, the directories of the build, and the timestamp. */
abstract class AbstractGrubXenMojo extends AbstractMojo {
    /**
     * Skips all goals of the plugin.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.skip", defaultValue = "false")
    private boolean skip;

    /**
     * Directory for everything that the goals write, except the packages.
     *
     * @since 0.9.0
     */
    @Parameter(defaultValue = "${project.build.directory}/grub-xen", required = true)
    private File outputDirectory;

    /** The directory in which Maven was started. */
    @Parameter(defaultValue = "${session.executionRootDirectory}", readonly = true)
    private @Nullable File startDirectory;

    /**
     * Timestamp of all output: an ISO 8601 time, or seconds since the epoch. If it is not set, the plugin uses
     * SOURCE_DATE_EPOCH of the environment; if that is not set either, 2015-01-01. (Maven 3.10 and 4 set the property to
     * 1980-02-01 if the POM does not set it.)
     *
     * @since 0.9.0
     */
    @Parameter(defaultValue = "${project.build.outputTimestamp}")
    private @Nullable String outputTimestamp;

    @Parameter(defaultValue = "${env.SOURCE_DATE_EPOCH}", readonly = true)
    private @Nullable String sourceDateEpoch;

    @Parameter(defaultValue = "${plugin.version}", readonly = true)
    private @Nullable String pluginVersion;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${basedir}", readonly = true)
    private File basedir;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (isSkipped()) {
            getLog().info("Skipping: " + (skip ? "grub-xen.skip" : "the goal's own skip property") + " is true");
            skipped();
            return;
        }
        GoalFailure.translated(() -> CacheUse.during(cache(), log(), this::make), cache());
    }

    @Override
    public Log getLog() {
        return new SafeLog(super.getLog());
    }

    /** Whether this goal is skipped, alone or with all others. */
    final boolean isSkipped() {
        return skip || skipGoal();
    }

    /** Whether this goal alone is skipped. */
    abstract boolean skipGoal();

    /** The action if the goal is skipped. Most goals do nothing. */
    void skipped() {}

    /** The directory of the cache, if the goal uses it. */
    Optional<Path> cache() {
        return Optional.empty();
    }

    /** Does the goal's work. */
    abstract void make() throws IOException;

    /** The directories of the build. */
    final BuildDirectories directories() {
        return BuildDirectories.of(outputDirectory, startDirectory);
    }

    /** The trees and configs that the goals of this build have read. */
    final KnownTrees trees() {
        return new KnownTrees(getPluginContext(), directories().modules());
    }

    /** The report files of this goal, in these formats. */
    final ReportFiles reports(List<String> formats) throws BadInput {
        File root = session.getRequest().getMultiModuleProjectDirectory();
        return ReportFiles.of(
                formats,
                directories().reports(),
                root == null ? directories().output() : root.toPath(),
                String.valueOf(pluginVersion),
                log());
    }

    /** The timestamp of all output, in seconds since the epoch. */
    final long timestamp() throws BadInput {
        return OutputTimestamp.seconds(outputTimestamp, sourceDateEpoch, session, log());
    }

    final MavenSession session() {
        return session;
    }

    /** The directory to resolve relative paths against, as Maven does: that of the POM, or where Maven was started. */
    final Path base() {
        return basedir.toPath();
    }

    /** Logs a warning for each property of the command line that begins as this plugin's do, but that no goal has. */
    final void warnOfUnknownProperties() throws BadInput {
        new CommandLine(session.getUserProperties(), plugin).warnings().forEach(getLog()::warn);
    }

    /** Version of this plugin. */
    final String version() {
        return plugin.getVersion();
    }

    /** Name and version of this plugin. */
    final String pluginName() {
        return plugin.getArtifactId() + " " + plugin.getVersion();
    }

    /** The goal's log, for the packages that do not know Maven. */
    final GoalLog log() {
        return GoalLog.of(getLog(), session);
    }
}
