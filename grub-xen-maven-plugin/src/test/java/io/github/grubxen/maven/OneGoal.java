// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Build;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Runs one goal of a small project with properties, in a Java of its own, and prints what the user sees and whether files changed.
 */
final class OneGoal {
    private OneGoal() {}

    /**
     * Runs it. With the system property {@code project} that directory is copied to the first one before, and the disk is filled but
     * for {@code room} bytes.
     *
     * @param arguments the directory, the goal, and properties as {@code name=value}; the project's package is the value of
     *     {@code package}, and {@code attached} is a further one or a .changes file
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        String project = System.getProperty("project");
        if (project != null) {
            FaultyDisk.copy(Path.of(project), directory);
            FaultyDisk.fill(directory, Long.getLong("room"));
        }
        Map<String, String> before = FaultyDisk.files(directory);
        Goal goal = goal(directory, List.of(arguments).subList(2, arguments.length));
        try {
            goal.run(arguments[1], mojo(arguments[1]));
            goal.warnings().forEach(warning -> System.out.println("warning: " + warning));
            System.out.println("well");
        } catch (MojoFailureException e) {
            goal.errors().forEach(error -> System.out.println("reported: " + error));
            System.out.println("failure: " + e.getMessage());
        } catch (Throwable e) { // no user should see it
            System.out.println("error: " + e);
        }
        System.out.println("changed: " + FaultyDisk.different(before, FaultyDisk.files(directory)));
    }

    /** Runs the goal. */
    static void run(Path directory, String name, List<String> properties) throws Exception {
        goal(directory, properties).run(name, mojo(name));
    }

    private static Goal goal(Path directory, List<String> properties) {
        MavenProject project = new MavenProject();
        project.setGroupId("org.example");
        project.setArtifactId("site-boot");
        project.setVersion("1.0");
        project.setBuild(new Build());
        project.getBuild().setDirectory(directory.resolve("target").toString());
        project.setArtifact(new DefaultArtifact(
                "org.example", "site-boot", "1.0", "compile", "grub-xen", "", new DefaultArtifactHandler("grub-xen")));
        Goal goal = new Goal(directory, project);
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            if (parts[0].equals("package")) {
                project.getArtifact().setFile(Path.of(parts[1]).toFile());
            } else if (parts[0].equals("attached")) {
                project.getAttachedArtifacts().add(attached(Path.of(parts[1])));
            } else {
                goal.property(parts[0], parts[1]);
            }
        }
        return goal;
    }

    private static DefaultArtifact attached(Path file) {
        DefaultArtifact artifact = new DefaultArtifact(
                "org.example",
                "site-boot",
                "1.0",
                "compile",
                "deb",
                file.getFileName().toString(),
                new DefaultArtifactHandler("deb"));
        artifact.setFile(file.toFile());
        return artifact;
    }

    private static AbstractGrubXenMojo mojo(String name) {
        RepositorySystem repositories = unused(RepositorySystem.class);
        return switch (name) {
            case "modules" -> new ModulesMojo(repositories, unused(MavenProjectHelper.class));
            case "lock" -> new LockMojo(repositories);
            case "outdated" -> new OutdatedMojo(repositories);
            case "update" -> new UpdateMojo(repositories);
            case "lintian" -> new LintianMojo();
            case "boot" -> new BootMojo();
            case "verify" -> new VerifyMojo();
            default -> new ChangesMojo(unused(MavenProjectHelper.class), unused(SettingsDecrypter.class));
        };
    }

    /** What a goal asks for and does not use here. */
    private static <T> T unused(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                OneGoal.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }
}
