// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void namesADirectoryThatDoesNotExist() {
        Path missing = directory.resolve("gone");
        assertThatThrownBy(() -> TemporaryDirectory.createIn(missing, "grub-xen"))
                .isInstanceOf(BadInput.class)
                .hasMessage(missing + ": cannot be used as Java's temporary directory (no such file or directory)."
                        + " Make it a directory that you may write to, or name another one in java.io.tmpdir.");
    }

    @Test
    void namesAFileInPlaceOfADirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> TemporaryDirectory.createIn(file, "grub-xen"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(file + ": cannot be used as Java's temporary directory (Not a directory)");
    }

    @Test
    void makesADirectoryInJavasTemporaryDirectory() throws IOException {
        Path made = TemporaryDirectory.create("grub-xen");
        try {
            assertThat(made).isDirectory().hasParent(Path.of(System.getProperty("java.io.tmpdir")));
        } finally {
            Files.delete(made);
        }
    }
}
