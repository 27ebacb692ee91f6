// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.imports.GrubDefaults;
import io.github.grubxen.imports.Import;
import io.github.grubxen.imports.ImportedImage;
import io.github.grubxen.imports.ProjectFiles;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.start.NewProject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Reads the calls of grub-mkstandalone and grub-mkimage in a site's Makefile or shell script, and writes a project of this plugin
 * that makes the same images: a POM, and copies of the configs in {@code src/main/grub}. Nothing in the file is run. On request,
 * the images are compared with those that the Makefile made. Needs no project. Separate the entries of lists with commas.
 *
 * @since 0.9.0
 */
@Mojo(name = "import", requiresProject = false, threadSafe = true)
public class ImportMojo extends AbstractCommandLineMojo {

    /**
     * The Makefile to read.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.makefile")
    private @Nullable File makefile;

    /**
     * The shell script to read instead of a Makefile. The output of {@code make -Bn} is such a script too.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.script")
    private @Nullable File script;

    /**
     * The directory of the new project. No file in it is overwritten.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.output")
    private @Nullable File output;

    /**
     * The directory in which make or the script would run. Default: the directory of the file; for debian/rules, the one above.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.runDirectory")
    private @Nullable File runDirectory;

    /**
     * Variables of make's or the script's command line, as {@code NAME=value}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.variables")
    private List<String> variables = new ArrayList<>();

    /**
     * The targets of the Makefile. Default: the first one.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.targets")
    private List<String> targets = new ArrayList<>();

    /**
     * Directory with the images that the Makefile made. The images of the new project are built and compared with them.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.built")
    private @Nullable File built;

    /**
     * Directory with the {@code <platform>/} directories of the modules for this comparison, if a call names no directory.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.directory", defaultValue = "/usr/lib/grub")
    private File directory;

    /**
     * The directory of the locales that grub-mkstandalone includes.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.localeDirectory", defaultValue = GrubFileOptions.LOCALE_DIRECTORY)
    private File localeDirectory;

    /**
     * The directory of the fonts and of {@code themes/} that grub-mkstandalone includes.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.dataDirectory", defaultValue = GrubFileOptions.DATA_DIRECTORY)
    private File dataDirectory;

    @Override
    void run() throws IOException {
        if ((makefile == null) == (script == null)) {
            throw new BadInput(
                    "grub-xen.makefile",
                    makefile == null ? "no file to read" : "both a Makefile and a script",
                    "Set either -Dgrub-xen.makefile=FILE or -Dgrub-xen.script=FILE.");
        }
        Path project = needed("grub-xen.output", output, "no directory for the project")
                .toAbsolutePath()
                .normalize();
        ImportedProject imported = ImportedProject.of(
                (makefile == null ? script : makefile).toPath(),
                makefile == null,
                runDirectory == null ? null : runDirectory.toPath(),
                variables,
                targets,
                new GrubDefaults(localeDirectory.toPath(), dataDirectory.toPath()));
        Import read = imported.read();
        ProjectFiles files = new ProjectFiles(imported.directory());
        String name = String.valueOf(project.getFileName()).replaceAll("[^A-Za-z0-9._-]", "-");
        NewProject names = new NewProject(
                NewProject.EXAMPLE_GROUP, name, "1.0-SNAPSHOT", Optional.empty(), version(), ImportedPom.TIME);
        files.put("pom.xml", new ImportedPom(names, files).text(read.images()));
        read.warnings().forEach(warning -> getLog().warn(warning.toString()));
        for (Path written : files.writeTo(project)) {
            log().wrote(written);
        }
        for (ImportedImage image : read.images()) {
            getLog().info(image.common().place() + " makes " + image.common().name() + " for "
                    + image.common().platform());
        }
        if (built != null) {
            new MadeImages(imported.directory(), built.toPath(), directory.toPath()).compare(read.images(), getLog());
        }
    }
}
