// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.imports.ImportedImage;
import io.github.grubxen.imports.PlainImage;
import io.github.grubxen.imports.ProjectFiles;
import io.github.grubxen.imports.StandaloneImage;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.start.NewProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The POM of a project that makes the images of a Makefile or script.
 *
 * @param project the names of the project
 * @param files the files that the POM names, to which the ones of the images are added
 */
record ImportedPom(NewProject project, ProjectFiles files) {
    private static final String MODULES = "${project.build.directory}/grub-xen/modules";

    /** The directory of the modules that the tools use by default. */
    private static final Path INSTALLED = Path.of("/usr/lib/grub");

    /** The timestamp that grub-mkstandalone gives every file since GRUB 2.12. */
    static final String TIME = "2015-01-01T00:00:00Z";

    /** The text of the POM. */
    String text(List<ImportedImage> images) throws IOException {
        Optional<Path> grub = grub(images);
        Map<String, PomElement> together = new LinkedHashMap<>();
        Map<String, List<String>> platforms = new LinkedHashMap<>();
        PomElement executions = PomElement.of("executions");
        List<PomElement> plain = new ArrayList<>();
        boolean modules = false;
        Set<String> all = new LinkedHashSet<>();
        for (ImportedImage image : images) {
            String platform = image.common().platform().id();
            boolean inTree =
                    treeOf(image).equals(grub) || image.common().modules().isEmpty();
            modules |= inTree;
            if (inTree) {
                all.add(platform);
            }
            if (image instanceof StandaloneImage standalone && inTree) {
                PomElement element = new ImportedElements(files).image(standalone);
                String key = element.toXml("");
                together.putIfAbsent(key, element);
                platforms.computeIfAbsent(key, any -> new ArrayList<>()).add(platform);
            } else {
                plain.add(execution(image, inTree));
            }
        }
        PomElement configuration = PomElement.of("configuration");
        if (grub.isPresent()) {
            configuration.add(PomElement.of(
                    "grub", PomElement.literal("directory", grub.get().toString())));
        }
        if (modules) {
            configuration.add(PomElement.list("platforms", "platform", List.copyOf(all)));
            PomElement goals = PomElement.of("goals", PomElement.literal("goal", "modules"));
            if (!together.isEmpty()) {
                goals.add(PomElement.literal("goal", "images"));
            }
            executions.add(PomElement.of("execution", goals));
        }
        if (!together.isEmpty()) {
            PomElement list = PomElement.of("images");
            for (var entry : together.entrySet()) {
                entry.getValue()
                        .children()
                        .add(
                                1,
                                PomElement.list(
                                        "platforms", "platform", platforms.getOrDefault(entry.getKey(), List.of())));
                list.add(entry.getValue());
            }
            configuration.add(list);
        }
        plain.forEach(executions::add);
        return pom(configuration, executions);
    }

    private String pom(PomElement configuration, PomElement executions) throws BadInput {
        PomElement plugin = PomElement.of(
                "plugin",
                PomElement.literal("groupId", "io.github.grubxen"),
                PomElement.literal("artifactId", "grub-xen-maven-plugin"),
                PomElement.literal("version", project.plugin()));
        if (!configuration.children().isEmpty()) {
            plugin.add(configuration);
        }
        plugin.add(executions);
        PomElement pom = PomElement.of(
                "project xmlns=\"http://maven.apache.org/POM/4.0.0\"",
                PomElement.literal("modelVersion", "4.0.0"),
                PomElement.literal("groupId", project.group()),
                PomElement.literal("artifactId", project.name()),
                PomElement.literal("version", project.version()),
                PomElement.literal("packaging", "pom"));
        if (project.maintainer().isPresent()) {
            pom.add(PomElement.of(
                    "developers",
                    PomElement.of(
                            "developer",
                            PomElement.literal("name", project.maintainerName().orElseThrow()),
                            PomElement.literal(
                                    "email", project.maintainerAddress().orElseThrow()))));
        }
        pom.add(PomElement.of("properties", PomElement.literal("project.build.outputTimestamp", project.time())))
                .add(PomElement.of("build", PomElement.of("plugins", plugin)));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + pom.toXml("");
    }

    /** An execution of the goal mkimage, which has all options of both tools. */
    private PomElement execution(ImportedImage image, boolean inTree) throws IOException {
        ImportedElements elements = new ImportedElements(files);
        PomElement configuration =
                image instanceof PlainImage own ? elements.plain(own) : elements.standalone((StandaloneImage) image);
        configuration.add(
                inTree
                        ? PomElement.expression("directory", MODULES)
                        : PomElement.literal(
                                "directory",
                                image.common().modules().orElseThrow().toString()));
        configuration.add(PomElement.expression(
                "output",
                "${project.build.directory}/grub-xen/mkimage/"
                        + checked(image.common().name())));
        return PomElement.of(
                "execution",
                PomElement.literal("id", image.common().name()),
                PomElement.literal("phase", "package"),
                PomElement.of("goals", PomElement.literal("goal", "mkimage")),
                configuration);
    }

    private static String checked(String name) throws BadInput {
        return PomElement.literal("output", name).text();
    }

    /** The directory with PLATFORM/ directories that the first call needs; empty if no call names a directory. */
    private static Optional<Path> grub(List<ImportedImage> images) {
        return images.stream().allMatch(image -> image.common().modules().isEmpty())
                ? Optional.empty()
                : images.stream().flatMap(image -> treeOf(image).stream()).findFirst();
    }

    /** The directory above the modules of a call, if the directory of the modules has the platform's name. */
    private static Optional<Path> treeOf(ImportedImage image) {
        Path directory = image.common().moduleDirectory(INSTALLED);
        return directory.endsWith(image.common().platform().id())
                ? Optional.ofNullable(directory.getParent())
                : Optional.empty();
    }
}
