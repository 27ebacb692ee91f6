// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the goal changes says when it cannot sign: the place, gpg's or the system's reason and a remedy. */
class SigningFaultsTest {
    @TempDir
    static Path built;

    @TempDir
    Path temporary;

    private Path project;
    private Path home;

    @BeforeAll
    static void needGpg() {
        Tools.require("gpg", "gpg-agent"); // without a key there is no agent to end
    }

    /** A package and a key without a passphrase. */
    @BeforeEach
    void build() throws Exception {
        project = ProjectGoal.copyOfBuilt(built, temporary.resolve("project"));
        home = Files.createDirectory(temporary.resolve("home"));
        Tools.run(home, "chmod", "700", ".");
        gpg("gpg", "--batch", "--passphrase", "", "--quick-gen-key", "packager@example.org", "rsa2048");
    }

    /** Else the directory of the test could not be deleted. */
    @AfterEach
    void makeWritable() throws IOException {
        Tools.run(temporary, "chmod", "-R", "u+rwX", temporary.toString());
        gpg("gpgconf", "--kill", "gpg-agent");
    }

    @Test
    void withoutTheProgramOrTheKeyThatIsSaid() throws IOException {
        assertRefused(
                run(OtherJava.plain(), "gpg.executable=" + temporary.resolve("none")),
                Pattern.quote(temporary.resolve("none").toString()) + ": could not be started \\(.*\\)\\. .*",
                "target/site-boot_1.0_amd64.(changes|buildinfo)");
        assertRefused(
                run(OtherJava.plain(), "gpg.keyname=nobody@example.org"),
                "gpg with the key nobody@example.org: ended with status 2:?(\n.*)*No secret key(\n.*)*",
                "target/site-boot_1.0_amd64.(changes|buildinfo)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "unreadable", "read-only", "file"})
    void aHomeThatIs(String kind) throws IOException {
        Path other = temporary.resolve("other");
        switch (kind) {
            case "file" -> Files.writeString(other, "");
            case "missing" -> {}
            case "unreadable" -> {
                FaultyDisk.copy(home, other);
                Tools.run(temporary, "chmod", "000", other.toString()); // not -R, which then could not read it
            }
            default -> {
                FaultyDisk.copy(home, other);
                Tools.run(temporary, "chmod", "-R", "a-w", other.toString());
            }
        }
        String printed = run(OtherJava.boundByModes(), "gpg.homedir=" + other);
        assertThat(printed).as(printed).startsWith("failure: ").contains(other.toString());
    }

    @Test
    void aDirectoryThatIsNotWritableIsNamed() throws IOException {
        Path target = project.resolve("target");
        Tools.run(project, "chmod", "-R", "a-w", "target");
        assertRefused(
                run(OtherJava.boundByModes()),
                quoted(target) + "/\\S+: cannot be written \\(permission denied\\)\\. .*",
                "");
        makeWritable();
        assertRefused(
                run(OtherJava.withReadOnly(target)),
                quoted(target) + "/\\S+: cannot be written \\(Read-only file system\\)\\. .*",
                "");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 12, 2 << 12, 3 << 12})
    void aFullDiskIsNamedWhoeverFillsIt(long room) throws IOException {
        Path full = temporary.resolve("full");
        String printed = OtherJava.withSmallDisk(full, "16m")
                .run(List.of("-Dproject=" + project, "-Droom=" + room), OneGoal.class, arguments(full));
        assertThat(printed)
                .as(printed)
                .startsWith("failure: ")
                .contains(full + "/target", "No space left on device", ". ");
        assertThat(printed).doesNotContain("deb]").contains("changed: ");
    }

    private void gpg(String... command) throws IOException {
        Tools.run(home, Map.of("GNUPGHOME", home.toString()), command);
    }

    private String run(OtherJava java, String... properties) throws IOException {
        return java.run(OneGoal.class, arguments(project, properties));
    }

    private String[] arguments(Path directory, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                directory.toString(),
                "changes",
                "package=" + directory.resolve(ProjectGoal.DEB.output),
                "grub-xen.sign=true",
                "gpg.homedir=" + home));
        arguments.addAll(List.of(properties));
        return arguments.toArray(String[]::new);
    }

    private static String quoted(Path path) {
        return Pattern.quote(path.toString());
    }

    private static void assertRefused(String printed, String message, String changed) {
        assertThat(printed).matches("failure: " + message + "\nchanged: \\[(, |" + changed + "|\\S+json)*]\n");
    }
}
