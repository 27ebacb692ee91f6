// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each goal says of a file that it cannot read or write: its name, the reason in words and a remedy, and nothing of Java's. What
 * former builds wrote stays as it was, and nothing half-written is left.
 */
class GoalFaultsTest {
    /** Built once. */
    @TempDir
    static Path built;

    @TempDir
    Path temporary;

    private Path project;

    /**
     * Runs goals in a directory, and prints for each what the user sees. With a second directory, the project is copied to it first, and
     * its disk is filled but for so many bytes.
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        if (arguments.length > 1) {
            Path full = Path.of(arguments[1]);
            FaultyDisk.copy(directory, full);
            directory = full;
            FaultyDisk.fill(full, Long.parseLong(arguments[2]));
        }
        Map<String, String> before = FaultyDisk.files(directory);
        List<String> only = List.of(System.getProperty("only").split(","));
        for (ProjectGoal goal : ProjectGoal.values()) {
            if (!only.contains(goal.toString())) {
                continue;
            }
            String message = goal.failure(directory)
                    .map(failure -> (failure instanceof MojoFailureException ? "" : failure.getClass() + " ")
                            + failure.getMessage())
                    .orElse("well");
            System.out.println("== " + goal + ": " + message);
        }
        Map<String, String> after = FaultyDisk.files(directory);
        System.out.println("== files: " + (after.equals(before) ? "as before" : FaultyDisk.different(before, after)));
    }

    @BeforeEach
    void build() throws Exception {
        if (!Files.exists(built.resolve("done"))) {
            Path first = Files.createDirectories(built.resolve("project"));
            ProjectGoal.write(first, GrubRelease.BOOKWORM.grubDirectory());
            for (ProjectGoal goal : ProjectGoal.values()) {
                goal.run(first);
                assertThat(first.resolve(goal.output)).exists();
            }
            Files.delete(first.resolve(ProjectGoal.TEMPLATE.output)); // these never replace a file
            Directories.delete(first.resolve("out/site"));
            Files.createFile(built.resolve("done"));
        }
        project = Files.createDirectory(temporary.resolve("project"));
        FaultyDisk.copy(built.resolve("project"), project);
    }

    /** Else the directory of the test could not be deleted. */
    @AfterEach
    void makeWritable() throws IOException {
        Tools.run(temporary, "chmod", "-R", "u+rwX", temporary.toString());
    }

    @Test
    void anOutputDirectoryThatIsNotWritable() throws IOException {
        Tools.run(project, "chmod", "-R", "a-w", "target", "out");
        assertEach(OtherJava.boundByModes(), "permission denied", EnumSet.allOf(ProjectGoal.class));
    }

    @Test
    void anOutputDirectoryOnAFileSystemThatIsReadOnly() throws IOException {
        assertEach(OtherJava.withReadOnly(project), "Read-only file system", EnumSet.allOf(ProjectGoal.class));
    }

    @Test
    void aDiskThatIsFull() throws IOException {
        assertOnFullDisk(0, EnumSet.allOf(ProjectGoal.class));
    }

    @Test
    void aDiskThatBecomesFullWhileAGoalWrites() throws IOException {
        assertOnFullDisk(
                200 << 10, EnumSet.of(ProjectGoal.MODULES, ProjectGoal.IMAGES, ProjectGoal.DEB, ProjectGoal.VERIFY));
    }

    private void assertOnFullDisk(long room, Set<ProjectGoal> goals) throws IOException {
        Path full = temporary.resolve("full");
        OtherJava java = OtherJava.withSmallDisk(full, "16m");
        assertEach(java, "No space left on device", goals, full.toString(), Long.toString(room));
    }

    private void assertEach(OtherJava java, String reason, Set<ProjectGoal> goals, String... fullDisk)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(project.toString()));
        arguments.addAll(List.of(fullDisk));
        String printed = java.run(only(goals), getClass(), arguments.toArray(String[]::new));
        String directory = fullDisk.length == 0 ? project.toString() : fullDisk[0];
        for (ProjectGoal goal : goals) {
            assertThat(line(goal, printed))
                    .as(goal + " in " + printed)
                    .matches(Pattern.quote(directory) + "/(target|out)/[^.]\\S+: cannot be written \\(" + reason
                            + "\\)\\. [A-Z].*\\.");
        }
        // the records of a goal may forget what it was about to make
        assertThat(printed).containsPattern("\n== files: (as before|\\[target/grub-xen/packages.records])\n");
    }

    private static List<String> only(Set<ProjectGoal> goals) {
        return List.of("-Donly=" + goals.stream().map(ProjectGoal::toString).collect(Collectors.joining(",")));
    }

    private static String line(ProjectGoal goal, String printed) {
        String begin = "== " + goal + ": ";
        return printed.lines()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow()
                .substring(begin.length());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TEMPLATE", "INIT", "VERIFY"})
    void anInputThatMayNotBeRead(ProjectGoal goal) throws IOException {
        Path input = project.resolve(goal.input);
        Path above = input.resolveSibling(".").normalize();
        // the goal itself writes there
        boolean alone = above.equals(project);
        Path twice = above.resolveSibling(".").normalize();
        List<Path> some = twice.equals(project) ? List.of(input, above) : List.of(input, above, twice);
        for (Path unreadable : alone ? List.of(input) : some) {
            Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("---------"));
            String printed = OtherJava.boundByModes().run(only(EnumSet.of(goal)), getClass(), project.toString());
            assertThat(line(goal, printed))
                    .matches(Pattern.quote(unreadable.toString())
                            + "\\S*: cannot be (used|read) \\(permission denied\\)\\. [A-Z].*\\.");
            makeWritable();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TEMPLATE", "INIT"})
    void anInputThatVanished(ProjectGoal goal) throws IOException {
        Path input = project.resolve(goal.input);
        Files.delete(input);
        Files.createSymbolicLink(input, Path.of("gone"));
        assertThat(goal.failure(project).orElseThrow())
                .isInstanceOf(MojoFailureException.class)
                .message()
                .startsWith(goal == ProjectGoal.VERIFY ? input.getFileName().toString() : input.toString())
                .containsPattern(goal == ProjectGoal.VERIFY ? "listed above" : "no such file")
                .containsPattern("\\. [A-Z][^\n]+\\.$")
                .doesNotContain("Exception");
    }

    /** Source: proc(5); to read the memory of a process at address 0 is an error as of a disk. */
    @ParameterizedTest
    @EnumSource(names = {"MODULES", "LINT", "IMAGES", "DEB", "CHANGES", "MKIMAGE", "INSPECT"})
    void anInputOnABadDisk(ProjectGoal goal) throws IOException {
        Path input = project.resolve(goal.input);
        Files.delete(input);
        Files.createSymbolicLink(input, Path.of("/proc/self/mem"));
        assertThat(goal.failure(project).orElseThrow())
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(input + ": cannot be read (Input/output error)."
                        + " Check the disk: the kernel's log (dmesg) has more about it.");
    }

    @ParameterizedTest
    @EnumSource
    void anOutputOfTheWrongKind(ProjectGoal goal) throws IOException {
        Path output = project.resolve(goal.output);
        boolean directory = Files.isDirectory(output);
        Directories.delete(output);
        Path mine = Files.writeString(
                directory ? output : Files.createDirectories(output).resolve("mine"), "mine");
        assertThat(goal.failure(project).orElseThrow())
                .isInstanceOf(MojoFailureException.class)
                .message()
                .startsWith(output.toString())
                .containsAnyOf("is not a directory, but", "is a directory, ", "the file already exists");
        assertThat(mine).hasContent("mine");
    }

    /** No goal needs it: packages are made beside their place, and only gpg has files there. */
    @Test
    void withoutATemporaryDirectoryEachGoalWorks() throws IOException {
        List<String> options = new ArrayList<>(only(EnumSet.allOf(ProjectGoal.class)));
        options.add("-Djava.io.tmpdir=" + temporary.resolve("missing"));
        String printed = OtherJava.boundByModes().run(options, getClass(), project.toString());
        for (ProjectGoal goal : ProjectGoal.values()) {
            assertThat(line(goal, printed)).as(goal + " in " + printed).isEqualTo("well");
        }
    }
}
