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
    Path directory;

    @Test
    void writesIntoDirectoriesThatAreNotThereYet() throws IOException {
        Path file = directory.resolve("a/b/file");
        AtomicFile.write(file, out -> out.write(7));
        assertThat(file).hasBinaryContent(new byte[] {7});
    }

    @Test
    void leavesTheFormerFileAndNothingElseWhenWritingFails() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "former");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(file + ": cannot be written (disk full)");
        assertThat(file).hasContent("former");
        assertThat(Directories.list(directory)).containsExactly(file);
    }

    @Test
    void saysThatANameIsLongerThanFileSystemsTake() throws IOException {
        for (String name : List.of("n".repeat(300), "n".repeat(300) + "/file")) {
            Path file = directory.resolve(name);
            assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(7)))
                    .isInstanceOf(BadInput.class)
                    .hasMessage(file + ": a name in this path has 300 bytes, and file systems take 255."
                            + " Give a shorter name.");
            assertThat(Directories.list(directory)).isEmpty();
        }
        Path longest = directory.resolve("n".repeat(255));
        AtomicFile.write(longest, out -> out.write(7));
        assertThat(longest).exists();
    }

    @Test
    void leavesTheFormerDirectoryWhenFillingFails() throws IOException {
        Path place = Files.createDirectories(directory.resolve("place"));
        Files.writeString(place.resolve("x"), "former");
        assertThatThrownBy(() -> AtomicFile.replaceDirectory(place, fresh -> {
                    Files.createDirectories(fresh);
                    Files.writeString(fresh.resolve("x"), "half");
                    throw new IOException("no");
                }))
                .hasMessageContaining(place + ": cannot be written (no)");
        assertThat(place.resolve("x")).hasContent("former");
        assertThat(Directories.list(directory)).containsExactly(place);
    }

    @Test
    void neverPutsAFileInThePlaceOfADirectory() throws IOException {
        Path place = Files.createDirectories(directory.resolve("home"));
        Files.writeString(place.resolve("x"), "dear");
        assertThatThrownBy(() -> AtomicFile.write(place, out -> out.write(7)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is a directory");
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
        Path file = Files.writeString(directory.resolve("file"), "former");
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
        assertThat(said).contains(file + ": cannot be written (File too large). Check that its directory");
        assertThat(file).hasContent("former");
        assertThat(Directories.list(directory)).containsExactly(file);
    }

    @Test
    void putsNothingInThePlaceOfADeviceOrAFifo() throws Exception {
        Path fifo = directory.resolve("fifo");
        Tools.run(directory, "mkfifo", fifo.toString());
        for (Path place : List.of(fifo, Path.of("/dev/null"))) {
            assertThatThrownBy(() -> AtomicFile.write(place, out -> out.write(7)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining(place + ": is not a regular file");
            assertThat(Files.exists(place) && !Files.isRegularFile(place)).isTrue();
        }
        Path file = Files.writeString(directory.resolve("file"), "mine");
        assertThatThrownBy(() -> AtomicFile.replaceDirectory(file, Files::createDirectory))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(file + ": is not a directory");
        assertThat(file).hasContent("mine");
    }

    @Test
    void replacesWhatALinkLeadsToAndNotTheLink() throws IOException {
        Path file = Files.writeString(
                Files.createDirectory(directory.resolve("far")).resolve("file"), "former");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("far/file"));
        AtomicFile.write(link, out -> out.write('n'));
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("n");
        Path toDirectory = Files.createSymbolicLink(directory.resolve("to-directory"), Path.of("far"));
        AtomicFile.replaceDirectory(toDirectory, fresh -> Files.createDirectories(fresh.resolve("new")));
        assertThat(toDirectory).isSymbolicLink();
        assertThat(Directories.list(directory.resolve("far"))).containsExactly(directory.resolve("far/new"));
        Path nowhere = Files.createSymbolicLink(directory.resolve("nowhere"), Path.of("gone"));
        assertThatThrownBy(() -> AtomicFile.write(nowhere, out -> out.write(7)))
                .hasMessageContaining("is a dangling symbolic link");
    }

    @Test
    void writesFilesWithNamesAsLongAsTheFileSystemTakes() throws IOException {
        Path file = directory.resolve("n".repeat(255));
        AtomicFile.write(file, out -> out.write(7));
        assertThat(Directories.list(directory)).containsExactly(file);
    }

    @Test
    void replacesADirectoryAsAWhole() throws IOException {
        Path place = Files.createDirectories(directory.resolve("place"));
        Files.writeString(place.resolve("old"), "");
        AtomicFile.replaceDirectory(place, fresh -> Files.createDirectories(fresh.resolve("new")));
        assertThat(Directories.list(place)).containsExactly(place.resolve("new"));
        assertThat(Directories.list(directory)).containsExactly(place);
    }
}
