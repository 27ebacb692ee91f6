// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Place;
import io.github.grubxen.io.Printable;
import io.github.grubxen.io.UpToDateRecords;
import io.github.grubxen.source.ModulesDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The code that all goals share: skipping, the directories of the build, the timestamp, and the translation of failures. */
abstract class AbstractGrubXenMojo extends AbstractMojo {
    /** 2015-01-01: the timestamp that GRUB's own tools use for reproducible images. */
    private static final Instant WITHOUT_TIMESTAMP = Instant.ofEpochSecond(GrubTar.TIME);

    private static final Pattern WITHOUT_PROJECT = Pattern.compile(".*\\$\\{(?:project\\.)?basedir}/(?<rest>.*)");

    /** Skips all goals of the plugin. */
    @Parameter(property = "grub-xen.skip", defaultValue = "false")
    private boolean skip;

    /** Directory for everything that the goals write, except the packages. */
    @Parameter(defaultValue = "${project.build.directory}/grub-xen", required = true)
    private File outputDirectory;

    /** The directory in which Maven was started. */
    @Parameter(defaultValue = "${session.executionRootDirectory}", readonly = true)
    private @Nullable File startDirectory;

    /**
     * Timestamp of all output: an ISO 8601 time, or seconds since the epoch. If it is not set, the plugin uses
     * SOURCE_DATE_EPOCH of the environment; if that is not set either, 2015-01-01. (Maven 3.10 and 4 set the property to
     * 1980-02-01 if the POM does not set it.)
     */
    @Parameter(defaultValue = "${project.build.outputTimestamp}")
    private @Nullable String outputTimestamp;

    @Parameter(defaultValue = "${env.SOURCE_DATE_EPOCH}", readonly = true)
    private @Nullable String sourceDateEpoch;

    @Parameter(defaultValue = "${plugin.version}", readonly = true)
    private @Nullable String pluginVersion;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || skipGoal()) {
            getLog().info("Skipped, as " + (skip ? "grub-xen.skip" : "the goal's own skip property") + " says");
            skipped();
            return;
        }
        try {
            make();
        } catch (BadInput e) {
            throw failure(e);
        } catch (InvalidPathException e) {
            String problem = "no file can have that name here (" + e.getReason() + ")";
            throw failure(
                    new BadInput("'" + e.getInput() + "'", problem, "Run Maven in a locale of UTF-8, or rename it."));
        } catch (FileSystemException e) {
            Place file = new Place.File(String.valueOf(e.getFile()));
            throw failure(BadInput.of(file, "cannot be used", e, "Check the path, and who may read and write there."));
        } catch (IOException e) {
            throw new MojoExecutionException(Printable.line(e.toString()), printable(e));
        } catch (OutOfMemoryError e) {
            String problem = "too little for what the goal is to read and make (" + e.getMessage() + ")";
            throw failure(new BadInput("Java's memory", problem, "Give it less, or Maven more: MAVEN_OPTS=-Xmx4g."));
        }
    }

    /** Maven also prints the message of the cause. */
    private static IOException printable(IOException e) {
        if (Printable.line(e.toString()).equals(e.toString())) {
            return e;
        }
        IOException other = new IOException(Printable.line(e.toString()));
        other.setStackTrace(e.getStackTrace());
        return other;
    }

    @Override
    public Log getLog() {
        return new SafeLog(super.getLog());
    }

    private static MojoFailureException failure(BadInput e) {
        return new MojoFailureException(e.getMessage(), e);
    }

    /** Whether this goal is skipped. */
    abstract boolean skipGoal();

    /** The action if the goal is skipped. Most goals do nothing. */
    void skipped() {}

    /** Does the goal's work. */
    abstract void make() throws IOException;

    /** Replaces the placeholder that Maven leaves in a path without a project by the directory in which Maven was started. */
    private Path output() {
        Matcher unfilled = WITHOUT_PROJECT.matcher(outputDirectory.getPath());
        return unfilled.matches() && startDirectory != null
                ? startDirectory.toPath().resolve(unfilled.group("rest"))
                : outputDirectory.toPath();
    }

    final ModulesDirectory modulesDirectory() {
        return new ModulesDirectory(output().resolve("modules"));
    }

    final KnownTrees trees() {
        return new KnownTrees(getPluginContext(), modulesDirectory());
    }

    final Path stageDirectory() {
        return output().resolve("stage");
    }

    /** The file that records which files of a kind are up to date. */
    final Path stampsFile(String kind) {
        return output().resolve(kind + ".stamps");
    }

    /** The records of the previous build. They are empty if everything must be rebuilt. */
    final UpToDateRecords former(String kind, boolean force) throws IOException {
        return force ? new UpToDateRecords() : UpToDateRecords.read(stampsFile(kind));
    }

    final Path imagesDirectory() {
        return output().resolve("images");
    }

    final Path labDirectory() {
        return output().resolve("lab");
    }

    /** The report files of this goal, in these formats. */
    final ReportFiles reports(List<String> formats) throws BadInput {
        File root = session.getRequest().getMultiModuleProjectDirectory();
        return ReportFiles.of(
                formats,
                output().resolve("reports"),
                root == null ? output() : root.toPath(),
                String.valueOf(pluginVersion));
    }

    /** The timestamp of all output, in seconds since the epoch. */
    final long timestamp() throws BadInput {
        Optional<Instant> given = OutputTimestamp.of(outputTimestamp, sourceDateEpoch);
        if (given.isEmpty() && BuildMemory.isFirst(session, "outputTimestamp")) {
            getLog().warn("project.build.outputTimestamp is not set: everything is made as of " + WITHOUT_TIMESTAMP
                    + ". Set it to the time of the release.");
        }
        return given.orElse(WITHOUT_TIMESTAMP).getEpochSecond();
    }

    final MavenSession session() {
        return session;
    }

    /** Logs one line about a file that was written. */
    final void logFile(Path file) throws IOException {
        logFile(String.valueOf(file.getFileName()), Files.size(file), Digest.sha256(file));
    }

    final void logFile(String name, long size, String sha256) {
        getLog().info("Wrote " + name + ", " + size + " bytes, SHA-256 " + sha256.substring(0, 12));
    }

    final BuildLog log() {
        return new BuildLog() {
            @Override
            public void info(String line) {
                getLog().info(line);
            }

            @Override
            public void warn(String line) {
                getLog().warn(line);
            }
        };
    }
}
