package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void writesIntoFoldersThatAreNotThereYet() throws IOException {
        Path file = folder.resolve("a/b/file");
        AtomicFile.write(file, out -> out.write(7));
        assertThat(file).hasBinaryContent(new byte[] {7});
    }

    @Test
    void leavesTheFormerFileAndNothingElseWhenWritingFails() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "former");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(file).hasContent("former");
        assertThat(Folders.list(folder)).containsExactly(file);
    }

    @Test
    void leavesTheFormerFolderWhenFillingFails() throws IOException {
        Path place = Files.createDirectories(folder.resolve("place"));
        Files.writeString(place.resolve("x"), "former");
        assertThatThrownBy(() -> AtomicFile.replaceFolder(place, fresh -> {
                    Files.createDirectories(fresh);
                    Files.writeString(fresh.resolve("x"), "half");
                    throw new IOException("no");
                }))
                .hasMessage("no");
        assertThat(place.resolve("x")).hasContent("former");
        assertThat(Folders.list(folder)).containsExactly(place);
    }

    @Test
    void neverPutsAFileInThePlaceOfAFolder() throws IOException {
        Path place = Files.createDirectories(folder.resolve("home"));
        Files.writeString(place.resolve("x"), "dear");
        assertThatThrownBy(() -> AtomicFile.write(place, out -> out.write(7)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is a folder");
        assertThat(place.resolve("x")).hasContent("dear");
    }

    @Test
    void replacesAFolderAsAWhole() throws IOException {
        Path place = Files.createDirectories(folder.resolve("place"));
        Files.writeString(place.resolve("old"), "");
        AtomicFile.replaceFolder(place, fresh -> Files.createDirectories(fresh.resolve("new")));
        assertThat(Folders.list(place)).containsExactly(place.resolve("new"));
        assertThat(Folders.list(folder)).containsExactly(place);
    }
}
