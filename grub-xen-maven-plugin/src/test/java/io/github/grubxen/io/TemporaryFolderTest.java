package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
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
                .hasMessageStartingWith(missing + ": Java's temporary directory does not exist")
                .hasMessageContaining("java.io.tmpdir");
    }

    @Test
    void namesADirectoryThatCannotBeWrittenTo() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assertThat(closed.toFile().setWritable(false, false)).isTrue();
        Assumptions.assumeFalse(Files.isWritable(closed), "root may write everywhere");
        assertThatThrownBy(() -> TemporaryFolder.createIn(closed, "grub-xen"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        closed + ": Java's temporary directory cannot be written to (permission denied)");
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
