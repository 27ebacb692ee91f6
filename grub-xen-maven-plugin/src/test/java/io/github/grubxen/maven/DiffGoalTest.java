// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal diff with its properties. */
class DiffGoalTest {
    @TempDir
    Path directory;

    private Goal goal = new Goal(Path.of(""));

    @BeforeEach
    void twoImages() throws IOException {
        Files.write(
                directory.resolve("old.bin"),
                GrubRelease.BOOKWORM.publishedImage(Platform.X86_64_XEN).toArray());
        Files.write(
                directory.resolve("new.bin"),
                GrubRelease.TRIXIE.publishedImage(Platform.X86_64_XEN).toArray());
        goal = new Goal(directory).set("old", "old.bin").set("new", "new.bin").set("format", "text");
    }

    @Test
    void writesTheDifferencesToAFile() throws Exception {
        goal.set("output", "difference.txt").run("diff", new DiffMojo());
        assertThat(Files.readString(directory.resolve("difference.txt")))
                .contains("\n  GRUB: 2.06-")
                .endsWith("\n1 of 1 image differs.\n");
    }

    @Test
    void writesJson() throws Exception {
        goal.set("output", "difference.json").set("format", "json").run("diff", new DiffMojo());
        assertThat(Files.readString(directory.resolve("difference.json")))
                .contains("\"format\": \"grub-xen-difference\"")
                .contains("\"differentImages\": 1");
    }

    @Test
    void neverWritesOverWhatItCompares() {
        goal.set("output", "./new.bin");
        fails("is to be compared");
    }

    @Test
    void asksForBothInputs() {
        goal.set("old", null);
        fails("Set -Dgrub-xen.old=FILE.");
    }

    private void fails(String message) {
        assertThatThrownBy(() -> goal.run("diff", new DiffMojo()))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(message);
    }
}
