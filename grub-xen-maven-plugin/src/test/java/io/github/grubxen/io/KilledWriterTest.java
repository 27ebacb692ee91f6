// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build leaves behind that is killed while it writes. */
class KilledWriterTest {
    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    /** They write without an end: a test that fails must not leave one behind. */
    @AfterEach
    void endWhatWasStarted() {
        started.forEach(Process::destroyForcibly);
    }

    /** Writes a file or a directory without end; {@code between} stops where the former directory has just been moved aside. */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "file" ->
                AtomicFile.write(target, out -> {
                    while (true) {
                        out.write(new byte[1000]);
                        out.flush();
                    }
                });
            case "one file after another" -> {
                while (true) {
                    AtomicFile.write(target, out -> out.write('n'));
                }
            }
            case "directory" ->
                AtomicFile.replaceDirectory(target, fresh -> {
                    Files.createDirectories(fresh);
                    for (int i = 0; true; i++) {
                        Files.write(fresh.resolve(i % 1000 + ".bin"), new byte[1000]);
                    }
                });
            default -> {
                TemporaryFile part = TemporaryFile.open(target);
                Files.createDirectories(part.path());
                part.putAside(target);
                while (true) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void endedBySigtermLeavesTheFormerFileAndNothingElse() throws Exception {
        Path target = Files.writeString(directory.resolve("image.bin"), "former");
        kill(start("file", target), false);
        assertThat(target).hasContent("former");
        assertThat(Directories.list(directory)).containsExactly(target);
    }

    /** A signal may come while a part is made, or while it is taken away. */
    @RepeatedTest(10)
    void endedBySigtermBetweenTwoFilesLeavesNothingElse() throws Exception {
        Path target = directory.resolve("image.bin");
        kill(start("one file after another", target), false);
        assertThat(Directories.list(directory)).isSubsetOf(List.of(target));
    }

    /** The writer puts files into the directory faster than they can be deleted. */
    @RepeatedTest(10)
    void endedBySigtermLeavesTheFormerDirectoryAndNothingElse() throws Exception {
        Path target = Files.createDirectories(directory.resolve("images"));
        Files.writeString(target.resolve("a.bin"), "former");
        kill(start("directory", target), false);
        assertThat(target.resolve("a.bin")).hasContent("former");
        assertThat(Directories.list(directory)).containsExactly(target);
    }

    @Test
    void killedLeavesTheFormerFileAndTheNextWriteTakesTheRestAway() throws Exception {
        Path target = Files.writeString(directory.resolve("image.bin"), "former");
        kill(start("file", target), true);
        assertThat(target).hasContent("former");
        AtomicFile.write(target, out -> out.write('n'));
        assertThat(target).hasContent("n");
        assertThat(Directories.list(directory)).containsExactly(target);
    }

    @Test
    void killedWithTheFormerDirectoryAsideHasItBackAtTheNextBuildThatFails() throws Exception {
        Path target = Files.createDirectories(directory.resolve("images"));
        Files.writeString(target.resolve("a.bin"), "former");
        kill(start("between", target), true);
        assertThat(target).doesNotExist();
        try {
            AtomicFile.replaceDirectory(target, fresh -> {
                throw new IOException("planned");
            });
        } catch (IOException planned) {
            assertThat(planned).hasMessageContaining("planned");
        }
        assertThat(target.resolve("a.bin")).hasContent("former");
        assertThat(Directories.list(directory)).containsExactly(target);
    }

    @Test
    void endedBySigtermWithTheFormerDirectoryAsideBringsItBack() throws Exception {
        Path target = Files.createDirectories(directory.resolve("images"));
        Files.writeString(target.resolve("a.bin"), "former");
        kill(start("between", target), false);
        assertThat(target.resolve("a.bin")).hasContent("former");
        assertThat(Directories.list(directory)).containsExactly(target);
    }

    /** The name of a package has its version, which may be another one each time. */
    @Test
    void whatAKilledWriterLeftIsTakenAwayByAWriteOfAnotherFileOfTheDirectory() throws Exception {
        kill(start("file", directory.resolve("site_1.0.deb")), true);
        assertThat(Directories.list(directory)).hasSize(2);
        Path next = directory.resolve("site_1.1.deb");
        AtomicFile.write(next, out -> out.write('n'));
        assertThat(Directories.list(directory)).containsExactly(next);
    }

    @Test
    void aFormerDirectoryComesBackWithAWriteOfAnotherFileOfTheDirectory() throws Exception {
        Path target = Files.createDirectories(directory.resolve("images"));
        Files.writeString(target.resolve("a.bin"), "former");
        kill(start("between", target), true);
        Path other = directory.resolve("other");
        AtomicFile.write(other, out -> out.write('n'));
        assertThat(target.resolve("a.bin")).hasContent("former");
        assertThat(Directories.list(directory)).containsExactly(target, other);
    }

    /** What lies beside the new file, as a signature does before it goes into a package. */
    @Test
    void filesBesideTheNewOneGoWithIt() throws Exception {
        Path target = directory.resolve("image.bin");
        AtomicFile.replace(target, fresh -> {
            Files.writeString(fresh.resolveSibling(fresh.getFileName() + ".signed"), "forgotten");
            AtomicFile.write(fresh, out -> out.write('n'));
        });
        assertThat(target).hasContent("n");
        assertThat(Directories.list(directory)).containsExactly(target);
    }

    /** As everybody may put files into /tmp. */
    @Test
    void aLinkInPlaceOfALockLeadsNowhere() throws Exception {
        Path dear = Files.writeString(directory.resolve("dear"), "dear");
        Path stem = directory.resolve(".image.bin.01234567-89ab-cdef-0123-456789abcdef.grub-xen");
        Path lock = Files.createSymbolicLink(Path.of(stem + ".lock"), dear);
        Files.createSymbolicLink(Path.of(stem + ".part"), directory);
        AtomicFile.write(directory.resolve("image.bin"), out -> out.write('n'));
        assertThat(dear).hasContent("dear");
        assertThat(lock).isSymbolicLink();
    }

    @Test
    void leavesThePartsOfAWriterAlone() throws Exception {
        Path target = directory.resolve("image.bin");
        Process other = start("file", target);
        List<Path> parts = Directories.list(directory);
        AtomicFile.write(target, out -> AtomicFile.write(target, inner -> inner.write('x')));
        assertThat(Directories.list(directory)).containsAll(parts);
        kill(other, false);
    }

    private Process start(String what, Path target) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriterTest.class.getName(),
                        what,
                        target.toString())
                .inheritIO()
                .start();
        started.add(process);
        while (!isWriting(what) && process.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(process.isAlive()).isTrue();
        return process;
    }

    private boolean isWriting(String what) throws IOException {
        String end = what.equals("between") ? "former/images" : "new";
        for (Path part : Directories.list(directory)) {
            Path file = part.resolve(end);
            try {
                if (Files.exists(file) && (Files.isDirectory(file) || Files.size(file) > 0)) {
                    return true;
                }
            } catch (NoSuchFileException moved) {
                // it was whole a moment ago
            }
        }
        return false;
    }

    private static void kill(Process process, boolean forcibly) throws InterruptedException {
        if (forcibly) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
