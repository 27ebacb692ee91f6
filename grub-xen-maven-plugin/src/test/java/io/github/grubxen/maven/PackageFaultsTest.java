// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the goals lintian, verify and boot say of packages that they cannot read, and of directories that they cannot write to. */
class PackageFaultsTest {
    @TempDir
    static Path built;

    @TempDir
    Path temporary;

    private Path project;
    private Path deb;

    @BeforeEach
    void build() throws Exception {
        project = ProjectGoal.copyOfBuilt(built, temporary.resolve("project"));
        deb = project.resolve(ProjectGoal.DEB.output);
    }

    /** Else the directory of the test could not be deleted. */
    @AfterEach
    void makeWritable() throws IOException {
        Tools.run(temporary, "chmod", "-R", "u+rwX", temporary.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lintian", "boot"})
    void aPackageThatCannotBeReadIsNamed(String goal) throws IOException {
        Tools.require("lintian");
        for (Path unreadable : List.of(deb, deb.resolveSibling(".").normalize())) {
            Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("---------"));
            assertRefused(run(OtherJava.boundByModes(), goal), deb, "cannot be (used|read) \\(permission denied\\)");
            makeWritable();
        }
        Files.delete(deb);
        assertRefused(run(OtherJava.plain(), goal), deb, "no such file");
        Files.createDirectory(deb);
        assertRefused(run(OtherJava.plain(), goal), deb, "is a directory, not a file");
        Files.delete(deb);
        Files.createSymbolicLink(deb, Path.of("/proc/self/mem"));
        assertRefused(run(OtherJava.plain(), goal), deb, "cannot be read \\(Input/output error\\)");
    }

    @Test
    void verifyReportsAPackageThatCannotBeRead() throws IOException {
        Files.setPosixFilePermissions(deb, PosixFilePermissions.fromString("---------"));
        assertReported(run(OtherJava.boundByModes(), "verify"), "cannot be read \\(permission denied\\)");
        Files.delete(deb);
        assertReported(run(OtherJava.plain(), "verify"), "no such file");
        Files.createSymbolicLink(deb, Path.of("/proc/self/mem"));
        assertReported(run(OtherJava.plain(), "verify"), "cannot be read \\(Input/output error\\)");
    }

    private void assertReported(String printed, String problem) {
        assertThat(printed)
                .matches("reported: " + deb.getFileName() + ": members: " + problem + " \\[ar]\\. [A-Z].*\\.\n"
                        + "failure: " + deb.getFileName() + ": one problem, listed above\\. .*\nchanged: \\[]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lintian", "boot"})
    void aPackageThatIsNoneIsNamed(String goal) throws IOException {
        Tools.require("lintian");
        byte[] whole = Files.readAllBytes(deb);
        for (int length : new int[] {0, 100, whole.length / 2}) {
            Files.write(deb, Arrays.copyOf(whole, length));
            assertThat(run(OtherJava.plain(), goal))
                    .as(goal + " " + length)
                    .startsWith("failure: " + deb)
                    .matches("(?s).*[.:] [A-Z].*\\.\nchanged: \\[]\n");
        }
    }

    @Test
    void lintianThatIsMissingIsNamed() throws IOException {
        Tools.require("lintian");
        Path programs = Files.createDirectory(temporary.resolve("programs"));
        assertThat(run(OtherJava.plain(), Map.of("PATH", programs.toString(), "CI", "true"), "lintian"))
                .startsWith("failure: lintian: could not be started (")
                .contains("Install it, or put it on the PATH.\n");
        assertThat(run(OtherJava.plain(), Map.of("PATH", programs.toString(), "CI", "false"), "lintian"))
                .startsWith("warning: lintian is not installed, so the packages are not checked.\nwell\n");
    }

    @Test
    void lintianIsMissingIfNoPathSaysWhereItIs() throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "-u", "PATH", "CI=false"));
        command.addAll(OtherJava.plain().command(List.of(), OneGoal.class, arguments(project, "lintian")));
        assertThat(Tools.run(Path.of("").toAbsolutePath(), command.toArray(String[]::new)))
                .startsWith("warning: lintian is not installed, so the packages are not checked.\nwell\n");
    }

    @Test
    void reportsThatCannotBeWrittenAreNamed() throws IOException {
        Path reports = Files.createDirectory(temporary.resolve("reports"));
        Files.setPosixFilePermissions(reports, PosixFilePermissions.fromString("r-xr-xr-x"));
        String property = "grub-xen.boot.reports=" + reports;
        assertRefused(
                run(OtherJava.boundByModes(), "boot", property), reports, "cannot be written \\(permission denied\\)");
        makeWritable();
        assertRefused(
                run(OtherJava.withReadOnly(reports), "boot", property),
                reports,
                "cannot be written \\(Read-only file system\\)");
        Files.delete(reports);
        Files.writeString(reports, "");
        assertRefused(run(OtherJava.plain(), "boot", property), reports, "is not a directory");
        Files.delete(reports);
        Files.createDirectory(reports);
        Files.writeString(reports.resolve("mine"), "");
        assertRefused(run(OtherJava.plain(), "boot", property), reports, "contains files that the lab did not write");
    }

    @Test
    void aFullDiskForTheReportsIsNamed() throws IOException {
        Path full = temporary.resolve("full");
        String printed = OtherJava.withSmallDisk(full, "16m")
                .run(List.of("-Dproject=" + project, "-Droom=0"), OneGoal.class, arguments(full, "boot"));
        assertThat(printed)
                .startsWith("failure: " + full + "/target/grub-xen/lab")
                .contains("No space left on device", ". ");
    }

    @Test
    void aCacheThatTheLabCannotUseIsNamed() throws IOException {
        Path cache = Files.createDirectory(temporary.resolve("cache"));
        String property = "grub-xen.cache=" + cache;
        for (String mode : List.of("r-xr-xr-x", "---------")) {
            Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString(mode));
            assertThat(run(OtherJava.boundByModes(), "boot", property))
                    .as(mode)
                    .startsWith("failure: " + cache)
                    .contains(
                            " (permission denied). Let this user read and write there, or name another directory as the"
                                    + " cache. To use another cache, set the property grub-xen.cache to a directory.");
            makeWritable();
        }
    }

    private String run(OtherJava java, String goal, String... properties) throws IOException {
        return java.run(OneGoal.class, arguments(project, goal, properties));
    }

    private String run(OtherJava java, Map<String, String> environment, String goal) throws IOException {
        return Tools.run(
                Path.of("").toAbsolutePath(),
                environment,
                java.command(List.of(), OneGoal.class, arguments(project, goal)).toArray(String[]::new));
    }

    private static String[] arguments(Path directory, String goal, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                directory.toString(),
                goal,
                "package=" + directory.resolve(ProjectGoal.DEB.output),
                "grub-xen.boot.skip=false",
                "grub-xen.cache=" + directory.resolve("cache")));
        arguments.addAll(List.of(properties));
        return arguments.toArray(String[]::new);
    }

    private static void assertRefused(String printed, Path place, String problem) {
        assertThat(printed)
                .matches("failure: " + Pattern.quote(place.toString()) + "\\S*: " + problem
                        + "\\. [A-Z].*\\.\nchanged: \\[]\n");
    }
}
