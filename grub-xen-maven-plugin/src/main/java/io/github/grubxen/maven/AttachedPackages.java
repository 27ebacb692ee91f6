// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.InputDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/** The packages that earlier goals of the same build have given to the project. */
final class AttachedPackages {
    private static final long MAX_CHANGES_BYTES = 1 << 24;

    private AttachedPackages() {}

    /** The given packages, or, if none are given, the project's packages. */
    static List<Path> or(List<File> named, MavenProject project, String goal) throws BadInput {
        return named.isEmpty()
                ? of(project, goal)
                : named.stream().map(File::toPath).toList();
    }

    /** The project's packages, or, if this build has made none, those that a former build left in the project's directory. */
    static List<Path> orFilesOf(MavenProject project) throws IOException {
        List<Path> attached = files(project, ".deb");
        Path directory = Path.of(project.getBuild().getDirectory());
        if (!attached.isEmpty() || !InputDirectory.isThere(directory)) {
            return attached;
        }
        return Directories.list(directory).stream()
                .filter(file -> file.toString().endsWith(".deb"))
                .toList();
    }

    /** The project's packages, each once. */
    static List<Path> of(MavenProject project, String goal) throws BadInput {
        List<Path> packages = files(project, ".deb");
        if (packages.isEmpty()) {
            throw new BadInput(
                    goal,
                    "the build has made no packages",
                    "Run the goal grub-xen:deb before it, in the same build; the goal verify takes -Dgrub-xen.debs=FILE,FILE too.");
        }
        return packages;
    }

    /** The .changes files that the build has written, and the project's packages that none of them lists. */
    static List<Path> withChanges(MavenProject project, String goal) throws IOException {
        List<Path> packages = of(project, goal);
        List<Path> all = files(project, ".changes");
        for (Path changes : List.copyOf(all)) {
            String text = Bytes.read(changes, MAX_CHANGES_BYTES).utf8();
            packages.removeIf(deb ->
                    text.lines().anyMatch(line -> line.startsWith(" ") && line.endsWith(" " + deb.getFileName())));
        }
        all.addAll(packages);
        return all;
    }

    private static List<Path> files(MavenProject project, String suffix) {
        List<Artifact> artifacts = new ArrayList<>(project.getAttachedArtifacts());
        if (project.getArtifact() != null) {
            artifacts.add(project.getArtifact());
        }
        List<Path> files = new ArrayList<>();
        for (Artifact artifact : artifacts) {
            File file = artifact.getFile();
            if (file != null && file.getName().endsWith(suffix) && !files.contains(file.toPath())) {
                files.add(file.toPath());
            }
        }
        return files;
    }

    /** The packages' file names, for a message. */
    static String names(List<Path> packages) {
        return String.join(
                ", ",
                packages.stream().map(Path::getFileName).map(String::valueOf).toList());
    }
}
