// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.Directories;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the goal inspect must not do with a user's files. */
class InspectErrorsTest {
    @TempDir
    Path directory;

    private Goal goal = new Goal(Path.of(""));
    private byte[] image = new byte[0];

    @BeforeEach
    void anImage() throws IOException {
        image = GrubRelease.BOOKWORM.publishedImage(Platform.X86_64_XEN).toArray();
        Files.write(directory.resolve("i.bin"), image);
        goal = new Goal(directory).set("image", "i.bin").set("format", "json");
    }

    @Test
    void neverPutsTheReportInThePlaceOfTheImage() throws IOException {
        Files.createSymbolicLink(directory.resolve("link"), Path.of("i.bin"));
        for (String output : new String[] {"i.bin", "./i.bin", "link"}) {
            goal.set("output", output);
            fails("is the image itself");
            assertThat(directory.resolve("i.bin")).hasBinaryContent(image);
        }
    }

    @Test
    void neverPutsTheReportInThePlaceOfADevice() {
        goal.set("output", "/dev/null");
        fails("/dev/null: is not a regular file");
    }

    @Test
    void writesAndUnpacksToWhereALinkLeads() throws Exception {
        Path parts = Files.createDirectory(directory.resolve("parts"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("parts"));
        Path report = Files.writeString(directory.resolve("report"), "");
        Path toReport = Files.createSymbolicLink(directory.resolve("to-report"), Path.of("report"));
        goal.set("extract", "link").set("output", "to-report").run("inspect", new InspectMojo());
        assertThat(link).isSymbolicLink();
        assertThat(toReport).isSymbolicLink();
        assertThat(parts.resolve("kernel")).isNotEmptyFile();
        assertThat(Files.readString(report)).startsWith("{").endsWith("}\n");
        assertThat(Directories.list(directory)).hasSize(5);
    }

    private void fails(String message) {
        assertThatThrownBy(() -> goal.run("inspect", new InspectMojo()))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(message);
    }
}
