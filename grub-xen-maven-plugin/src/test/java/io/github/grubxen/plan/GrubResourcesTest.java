// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locales, fonts and themes of GRUB. */
class GrubResourcesTest {
    @TempDir
    Path directory;

    @Test
    void takesTheDirectoriesOfAThemeAsTheToolOf214DoesAndNoneBefore() throws IOException {
        Path theme = Files.createDirectories(directory.resolve("themes/site/icons"));
        Files.writeString(theme.resolveSibling("theme.txt"), "t");
        Files.writeString(theme.resolve("os.png"), "p");
        Files.createSymbolicLink(theme.resolve("link.png"), theme.resolve("os.png"));
        List<String> themes = List.of("site");
        assertThat(new GrubResources(directory, directory, directory, false).files(List.of(), List.of(), themes))
                .containsOnlyKeys("themes/site/theme.txt");
        assertThat(new GrubResources(directory, directory, directory, true).files(List.of(), List.of(), themes))
                .containsOnlyKeys("themes/site/icons/os.png", "themes/site/theme.txt");
    }

    @Test
    void namesLocalesFontsAndThemesThatAreNotThere() {
        GrubResources resources = new GrubResources(directory, directory, directory, false);
        assertThatThrownBy(() -> resources.files(List.of("xx"), List.of(), List.of()))
                .hasMessageContaining("locale xx");
        assertThatThrownBy(() -> resources.files(List.of(), List.of("none"), List.of()))
                .hasMessageContaining("font none");
        assertThatThrownBy(() -> resources.files(List.of(), List.of(), List.of("none")))
                .hasMessageContaining("theme none");
        assertThatThrownBy(() -> resources.files(List.of("../x"), List.of(), List.of()))
                .hasMessageContaining("is not a name");
    }
}
