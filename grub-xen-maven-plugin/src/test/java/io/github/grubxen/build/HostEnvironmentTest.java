// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the key of a tree says of this machine's programs, and as whom they run. */
class HostEnvironmentTest {
    @TempDir
    Path directory;

    private final Map<String, String> environment = new LinkedHashMap<>();

    @BeforeEach
    void letNobodyReadTheDirectory() throws IOException {
        Tools.run(directory, "chmod", "a+rx", directory.toString());
        environment.put("CC", directory.resolve("cc-of-site").toString());
        environment.put("PATH", directory + ":" + System.getenv("PATH"));
        StubEnvironment.program(directory, "cc-of-site", "echo one");
    }

    @Test
    void itIsAnotherForAnotherVersionOfTheCompiler() throws IOException {
        String before = identity();
        assertThat(identity()).isEqualTo(before);
        StubEnvironment.program(directory, "cc-of-site", "echo two");
        assertThat(identity()).isNotEqualTo(before);
    }

    @Test
    void itIsAnotherForAnotherCompilerProperOfTheSameVersion() throws IOException {
        Path proper = Files.writeString(directory.resolve("cc1"), "one");
        StubEnvironment.program(
                directory, "cc-of-site", "case $1 in -print-prog*) echo " + proper + ";; *) echo 1;; esac");
        String before = identity();
        Files.writeString(proper, "two");
        assertThat(identity()).isNotEqualTo(before);
    }

    @Test
    void itIsAnotherForAnotherFont() throws IOException {
        String none = identity();
        Path font = Files.writeString(directory.resolve("unifont.pcf.gz"), "one");
        String before = identity();
        assertThat(before).isNotEqualTo(none);
        Files.writeString(font, "two");
        assertThat(identity()).isNotEqualTo(before);
    }

    @Test
    void itIsAnotherForAnotherFreeType() throws IOException {
        StubEnvironment.program(directory, "pkg-config", "echo " + directory);
        Path library = Files.writeString(directory.resolve("libfreetype.so"), "one");
        String before = identity();
        Files.writeString(library, "two");
        assertThat(identity()).isNotEqualTo(before);
    }

    @Test
    void itIsAnotherForAnotherAwk() throws IOException {
        String before = identity();
        StubEnvironment.program(directory, "gawk", "echo GNU Awk of this test");
        assertThat(identity()).isNotEqualTo(before);
    }

    @Test
    void programsRunAsAnOrdinaryUserWithTheBuildsVariablesAlone() throws IOException {
        try (WorkDirectory work = WorkDirectory.create()) {
            work.giveAway();
            List<String> lines = new HostEnvironment()
                    .run(work, "tmp", Map.of("CFLAGS", "-O1"), List.of("sh", "-c", "id -u; pwd; env"))
                    .outputOrThrow("sh", "")
                    .lines()
                    .toList();
            assertThat(lines.get(0)).isNotEqualTo("0");
            assertThat(lines.get(1)).isEqualTo(work.path().resolve("tmp").toString());
            assertThat(lines.subList(2, lines.size()))
                    .allMatch(line -> line.matches("(PATH|HOME|TMPDIR|CFLAGS|PWD|SHLVL|OLDPWD|_)=.*"))
                    .contains("CFLAGS=-O1", "HOME=" + work.path());
        }
    }

    private String identity() throws IOException {
        BuildRecipe recipe =
                new BuildRecipe(new TarballSource(directory.resolve("none")), List.of(), List.of(), environment);
        return new HostEnvironment(List.of(directory.toString())).identity(recipe);
    }
}
