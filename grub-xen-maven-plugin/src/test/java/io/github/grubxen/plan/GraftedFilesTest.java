// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user's own files for a memdisk. */
class GraftedFilesTest {
    @TempDir
    Path directory;

    @Test
    void refusesGraftedFilesThatTheCToolLeavesOutWithoutAWord() throws IOException {
        Files.writeString(directory.resolve("f"), "x");
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("f"));
        Files.createSymbolicLink(directory.resolve("loop"), directory);
        graftFails("a=" + directory.resolve("none"), "no such file");
        graftFails("a=" + directory.resolve("link"), "a symbolic link");
        graftFails("=" + directory.resolve("f"), "no name for the file");
        graftFails("a=/dev/null", "not a regular file");
        assertThat(GraftedFiles.read(
                        "grub-xen.files",
                        directory,
                        List.of("//a///b=" + directory.resolve("link")),
                        new GraftedFiles.Links(true, Optional.empty())))
                .containsExactly(new GrubTar.File("a/b", text("x")));
        assertThatThrownBy(() -> GraftedFiles.read(
                        "grub-xen.files",
                        directory,
                        List.of("a=" + directory),
                        new GraftedFiles.Links(true, Optional.empty())))
                .hasMessageContaining("a symbolic link to a directory that it lies in");
        Path one = Files.createDirectories(directory.resolve("cycle/one"));
        Path two = Files.createDirectories(directory.resolve("cycle/two"));
        Files.createSymbolicLink(one.resolve("to"), two);
        Files.createSymbolicLink(two.resolve("to"), one);
        assertThatThrownBy(() -> GraftedFiles.read(
                        "grub-xen.files",
                        directory,
                        List.of("a=" + one),
                        new GraftedFiles.Links(true, Optional.empty())))
                .hasMessageContaining("a symbolic link to a directory that it lies in");
    }

    private void graftFails(String argument, String message) {
        assertThatThrownBy(() ->
                        GraftedFiles.read("grub-xen.files", directory, List.of(argument), GraftedFiles.Links.REFUSED))
                .hasMessageContaining(message);
    }

    private static Bytes text(String text) {
        return ImageRecipe.text("text", text);
    }
}
