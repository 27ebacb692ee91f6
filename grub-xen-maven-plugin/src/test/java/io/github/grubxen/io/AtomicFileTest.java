// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(file + ": cannot be written (disk full)");
        assertThat(file).hasContent("former");
        assertThat(Folders.list(folder)).containsExactly(file);
    }

    @Test
    void saysThatANameIsLongerThanFileSystemsTake() throws IOException {
        for (String name : List.of("n".repeat(300), "n".repeat(300) + "/file")) {
            Path file = folder.resolve(name);
            assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(7)))
                    .isInstanceOf(BadInput.class)
                    .hasMessage(file + ": a name in this path has 300 bytes, and file systems take 255."
                            + " Give a shorter name.");
            assertThat(Folders.list(folder)).isEmpty();
        }
        Path longest = folder.resolve("n".repeat(255));
        AtomicFile.write(longest, out -> out.write(7));
        assertThat(longest).exists();
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
                .hasMessageContaining(place + ": cannot be written (no)");
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

    /** Writes a megabyte into the file that it is given, as {@link #namesTheFileWhereTheDiskIsFull} lets it. */
    public static void main(String[] arguments) throws IOException {
        try {
            AtomicFile.write(Path.of(arguments[0]), out -> out.write(new byte[1 << 20]));
        } catch (BadInput e) {
            System.out.println(e.getMessage());
        }
    }

    /** A limit to the size of files refuses a write as a full disk does. */
    @Test
    void namesTheFileWhereTheDiskIsFull() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "former");
        Process java = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 100 && exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AtomicFileTest.class.getName(),
                        file.toString())
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).isZero();
        assertThat(said).contains(file + ": cannot be written (File too large). Check that its folder");
        assertThat(file).hasContent("former");
        assertThat(Folders.list(folder)).containsExactly(file);
    }

    @Test
    void putsNothingInThePlaceOfADeviceOrAFifo() throws Exception {
        Path fifo = folder.resolve("fifo");
        Tools.run(folder, "mkfifo", fifo.toString());
        for (Path place : List.of(fifo, Path.of("/dev/null"))) {
            assertThatThrownBy(() -> AtomicFile.write(place, out -> out.write(7)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining(place + ": is no regular file");
            assertThat(Files.exists(place) && !Files.isRegularFile(place)).isTrue();
        }
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertThatThrownBy(() -> AtomicFile.replaceFolder(file, Files::createDirectory))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(file + ": is no folder");
        assertThat(file).hasContent("mine");
    }

    @Test
    void replacesWhatALinkLeadsToAndNotTheLink() throws IOException {
        Path file =
                Files.writeString(Files.createDirectory(folder.resolve("far")).resolve("file"), "former");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("far/file"));
        AtomicFile.write(link, out -> out.write('n'));
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("n");
        Path toFolder = Files.createSymbolicLink(folder.resolve("to-folder"), Path.of("far"));
        AtomicFile.replaceFolder(toFolder, fresh -> Files.createDirectories(fresh.resolve("new")));
        assertThat(toFolder).isSymbolicLink();
        assertThat(Folders.list(folder.resolve("far"))).containsExactly(folder.resolve("far/new"));
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("gone"));
        assertThatThrownBy(() -> AtomicFile.write(nowhere, out -> out.write(7)))
                .hasMessageContaining("a symbolic link that leads nowhere");
    }

    @Test
    void writesFilesWithNamesAsLongAsTheFileSystemTakes() throws IOException {
        Path file = folder.resolve("n".repeat(255));
        AtomicFile.write(file, out -> out.write(7));
        assertThat(Folders.list(folder)).containsExactly(file);
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
