// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.Folders;
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
    Path folder;

    private Goal goal = new Goal(Path.of(""));
    private byte[] image = new byte[0];

    @BeforeEach
    void anImage() throws IOException {
        image = GrubRelease.BOOKWORM.publishedImage(Platform.X86_64_XEN).toArray();
        Files.write(folder.resolve("i.bin"), image);
        goal = new Goal(folder).set("image", "i.bin").set("format", "json");
    }

    @Test
    void neverPutsTheReportInThePlaceOfTheImage() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("i.bin"));
        for (String output : new String[] {"i.bin", "./i.bin", "link"}) {
            goal.set("output", output);
            fails("is the image itself");
            assertThat(folder.resolve("i.bin")).hasBinaryContent(image);
        }
    }

    @Test
    void neverPutsTheReportInThePlaceOfADevice() {
        goal.set("output", "/dev/null");
        fails("/dev/null: is no regular file");
    }

    @Test
    void writesAndUnpacksToWhereALinkLeads() throws Exception {
        Path parts = Files.createDirectory(folder.resolve("parts"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("parts"));
        Path report = Files.writeString(folder.resolve("report"), "");
        Path toReport = Files.createSymbolicLink(folder.resolve("to-report"), Path.of("report"));
        goal.set("extract", "link").set("output", "to-report").run("inspect", new InspectMojo());
        assertThat(link).isSymbolicLink();
        assertThat(toReport).isSymbolicLink();
        assertThat(parts.resolve("kernel")).isNotEmptyFile();
        assertThat(Files.readString(report)).startsWith("{").endsWith("}\n");
        assertThat(Folders.list(folder)).hasSize(5);
    }

    private void fails(String message) {
        assertThatThrownBy(() -> goal.run("inspect", new InspectMojo()))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(message);
    }
}
