// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.imports.GrubDefaults;
import io.github.grubxen.imports.Import;
import io.github.grubxen.imports.ProjectFiles;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.InputFile;
import io.github.grubxen.start.GitUser;
import io.github.grubxen.start.NewProject;
import io.github.grubxen.start.Start;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a new project that builds, and whose images boot in the lab, at once: a POM with comments, a config, and what else the
 * kind of project has. Asks nothing: each name has a default that is found out. Needs no project. Separate the entries of lists
 * with commas.
 *
 * @since 0.9.0
 */
@Mojo(name = "init", requiresProject = false, threadSafe = true)
public class InitMojo extends AbstractCommandLineMojo {
    private static final String IGNORED = ".gitignore";

    /**
     * The kind of project: {@code site} (images from your own configs), {@code debian-split} (grub-xen-host and grub-xen-bin),
     * {@code second-stage} (a guest's own GRUB), or {@code makefile} (the images of a Makefile, as the goal import writes them).
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.from", defaultValue = "site")
    private String from;

    /**
     * The directory of the new project. No file in it is overwritten. Default: the directory in which Maven was started.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.output")
    private @Nullable File output;

    /**
     * The groupId. Default: the domain of the maintainer's address, such as {@code org.example}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.groupId")
    private @Nullable String groupId;

    /**
     * The artifactId, which is also the name of the package. Default: the name of the directory.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.artifactId")
    private @Nullable String artifactId;

    /**
     * The version of the project.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.projectVersion", defaultValue = "1.0-SNAPSHOT")
    private String projectVersion;

    /**
     * Maintainer of the packages, in the form {@code Name <address>}. Default: DEBFULLNAME and DEBEMAIL of the environment,
     * otherwise git's user.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.maintainer")
    private @Nullable String maintainer;

    /**
     * The Makefile for {@code makefile}. Default: the file {@code Makefile} in the directory in which Maven was started.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.makefile")
    private @Nullable File makefile;

    /**
     * Variables of make's command line for {@code makefile}, as {@code NAME=value}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.variables")
    private List<String> variables = new ArrayList<>();

    /**
     * The targets of the Makefile for {@code makefile}. Default: the first one.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.targets")
    private List<String> targets = new ArrayList<>();

    @Parameter(defaultValue = "${env.DEBFULLNAME}", readonly = true)
    private @Nullable String debFullName;

    @Parameter(defaultValue = "${env.DEBEMAIL}", readonly = true)
    private @Nullable String debEmail;

    @Parameter(defaultValue = "${env.SOURCE_DATE_EPOCH}", readonly = true)
    private @Nullable String epoch;

    @Override
    void run() throws IOException {
        Start start = Start.of("grub-xen.from", from);
        Path directory =
                (output == null ? base() : output.toPath()).toAbsolutePath().normalize();
        if (start != Start.MAKEFILE && makefile != null) {
            throw new BadInput(
                    "grub-xen.makefile",
                    "a project of the kind " + start + " has no Makefile",
                    "Set -Dgrub-xen.from=makefile too, or leave the property out.");
        }
        NewProject project = names(start, directory);
        ProjectFiles files = start == Start.MAKEFILE ? imported(project) : new ProjectFiles(directory);
        start.files(project).forEach(files::put);
        if (!InputFile.isThere(directory.resolve(IGNORED))) {
            files.put(IGNORED, Start.ignored());
        }
        for (Path written : files.writeTo(directory)) {
            log().wrote(written);
        }
        getLog().info(project.name() + " is in " + directory + ". Next, in this directory: "
                + (start == Start.MAKEFILE
                        ? "'mvn package' makes the images"
                        : "'mvn verify -Dgrub-xen.boot.skip=false' builds, checks and boots it"));
    }

    private NewProject names(Start start, Path directory) throws BadInput {
        Optional<Maintainer> given = Maintainer.of(maintainer, new Maintainer.Environment(debFullName, debEmail));
        Optional<String> named = given.map(Maintainer::name).or(() -> GitUser.in(base()));
        return new NewProject(
                groupId == null ? NewProject.groupOf(named) : NewProject.checkedGroup("grub-xen.groupId", groupId),
                artifactId == null
                        ? NewProject.nameOf(String.valueOf(directory.getFileName()))
                        : NewProject.checkedName("grub-xen.artifactId", artifactId),
                NewProject.checkedVersion("grub-xen.projectVersion", projectVersion),
                named,
                version(),
                start == Start.MAKEFILE ? ImportedPom.TIME : today());
    }

    /** The beginning of today in UTC, or the time in SOURCE_DATE_EPOCH. */
    private String today() throws BadInput {
        return OutputTimestamp.of(null, epoch)
                .orElse(BuildMemory.start(session()).truncatedTo(ChronoUnit.DAYS))
                .toString();
    }

    private ProjectFiles imported(NewProject project) throws IOException {
        ImportedProject imported = ImportedProject.of(
                makefile == null ? base().resolve("Makefile") : makefile.toPath(),
                false,
                null,
                variables,
                targets,
                new GrubDefaults(Path.of(GrubFileOptions.LOCALE_DIRECTORY), Path.of(GrubFileOptions.DATA_DIRECTORY)));
        ProjectFiles files = new ProjectFiles(imported.directory());
        Import read = imported.read();
        read.warnings().forEach(warning -> getLog().warn(warning.toString()));
        files.put("pom.xml", new ImportedPom(project, files).text(read.images()));
        return files;
    }
}
