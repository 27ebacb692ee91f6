// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {
    @TempDir
    Path directory;

    @Test
    void aSeriesHasNamesCommentsAndLevels() throws IOException {
        Path series = Files.writeString(
                directory.resolve("series"), "# Debian's\n\none.patch\nsub/two.patch -p0 # later\nthree.patch #off\n");
        assertThat(Patch.series(series))
                .containsExactly(
                        new Patch(directory.resolve("one.patch"), 1),
                        new Patch(directory.resolve("sub/two.patch"), 0),
                        new Patch(directory.resolve("three.patch"), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out.patch", "/etc/passwd", "one.patch -R", "one two"})
    void aLineOfASeriesThatNamesNoPatchBelowItIsRefused(String line) throws IOException {
        Path series = Files.writeString(directory.resolve("series"), "good.patch\n" + line + "\n");
        assertThatThrownBy(() -> Patch.series(series))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(series + ":2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--- a/../../etc/passwd\n+++ b/x\n",
                "--- a/x\n+++ /etc/passwd\n",
                "--- a/x\n+++ \"b/../../x\"\n",
                "rename from link/passwd\nrename to x\n",
                "--- a/x\n+++ b/link/passwd\n",
                "--- a/link\n+++ b/link\n",
                "Index: ../x\n"
            })
    void aPatchThatChangesAFileOutsideTheSourceIsRefused(String text) throws IOException {
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("/etc"));
        assertThatThrownBy(() -> patch(text).check(tree))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("which is not a file of the source");
    }

    @Test
    void aPatchMayCreateAndDeleteFiles() {
        String text = "--- /dev/null\n+++ b/new/file.c\t2026-01-01\n@@ -0,0 +1 @@\n+x\n--- a/old.c\n+++ /dev/null\n";
        assertThatCode(() -> patch(text).check(directory)).doesNotThrowAnyException();
    }

    @Test
    void aTextThatIsNoPatchAndAMissingFileAreRefused() {
        assertThatThrownBy(() -> patch("hello\n").check(directory)).hasMessageContaining("changes no file");
        assertThatThrownBy(() -> Patch.of(directory.resolve("none")).check(directory))
                .hasMessageContaining("no such file");
    }

    private Patch patch(String text) throws IOException {
        return Patch.of(Files.writeString(directory.resolve("one.patch"), text));
    }
}
