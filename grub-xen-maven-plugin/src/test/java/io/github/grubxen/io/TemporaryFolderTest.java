// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @TempDir
    Path folder;

    @Test
    void namesADirectoryThatDoesNotExist() {
        Path missing = folder.resolve("gone");
        assertThatThrownBy(() -> TemporaryFolder.createIn(missing, "grub-xen"))
                .isInstanceOf(BadInput.class)
                .hasMessage(missing + ": cannot be used as Java's temporary directory (no such file or folder)."
                        + " Make it a directory that you may write to, or name another one in java.io.tmpdir.");
    }

    @Test
    void namesAFileInPlaceOfADirectory() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> TemporaryFolder.createIn(file, "grub-xen"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(file + ": cannot be used as Java's temporary directory (Not a directory)");
    }

    @Test
    void makesADirectoryInJavasTemporaryDirectory() throws IOException {
        Path made = TemporaryFolder.create("grub-xen");
        try {
            assertThat(made).isDirectory().hasParent(Path.of(System.getProperty("java.io.tmpdir")));
        } finally {
            Files.delete(made);
        }
    }
}
