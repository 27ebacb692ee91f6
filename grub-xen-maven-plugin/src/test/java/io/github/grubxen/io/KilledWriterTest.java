package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build leaves behind that is killed while it writes. */
class KilledWriterTest {
    @TempDir
    Path folder;

    /** Writes a file or a folder without end; {@code between} stops where the former folder has just been moved aside. */
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
            case "folder" ->
                AtomicFile.replaceFolder(target, fresh -> {
                    Files.createDirectories(fresh);
                    for (int i = 0; true; i++) {
                        Files.write(fresh.resolve(i % 1000 + ".bin"), new byte[1000]);
                    }
                });
            default -> {
                Part part = Part.open(target);
                Files.createDirectories(part.path());
                Files.move(target, part.former());
                while (true) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void endedBySigtermLeavesTheFormerFileAndNothingElse() throws Exception {
        Path target = Files.writeString(folder.resolve("image.bin"), "former");
        kill(start("file", target), false);
        assertThat(target).hasContent("former");
        assertThat(Folders.list(folder)).containsExactly(target);
    }

    @Test
    void endedBySigtermLeavesTheFormerFolderAndNothingElse() throws Exception {
        Path target = Files.createDirectories(folder.resolve("images"));
        Files.writeString(target.resolve("a.bin"), "former");
        kill(start("folder", target), false);
        assertThat(target.resolve("a.bin")).hasContent("former");
        assertThat(Folders.list(folder)).containsExactly(target);
    }

    @Test
    void killedLeavesTheFormerFileAndTheNextWriteTakesTheRestAway() throws Exception {
        Path target = Files.writeString(folder.resolve("image.bin"), "former");
        kill(start("file", target), true);
        assertThat(target).hasContent("former");
        AtomicFile.write(target, out -> out.write('n'));
        assertThat(target).hasContent("n");
        assertThat(Folders.list(folder)).containsExactly(target);
    }

    @Test
    void killedWithTheFormerFolderAsideHasItBackAtTheNextBuildThatFails() throws Exception {
        Path target = Files.createDirectories(folder.resolve("images"));
        Files.writeString(target.resolve("a.bin"), "former");
        kill(start("between", target), true);
        assertThat(target).doesNotExist();
        try {
            AtomicFile.replaceFolder(target, fresh -> {
                throw new IOException("planned");
            });
        } catch (IOException planned) {
            assertThat(planned).hasMessageContaining("planned");
        }
        assertThat(target.resolve("a.bin")).hasContent("former");
        assertThat(Folders.list(folder)).containsExactly(target);
    }

    @Test
    void leavesThePartsOfAWriterAlone() throws Exception {
        Path target = folder.resolve("image.bin");
        Process other = start("file", target);
        List<Path> parts = Folders.list(folder);
        AtomicFile.write(target, out -> AtomicFile.write(target, inner -> inner.write('x')));
        assertThat(Folders.list(folder)).containsAll(parts);
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
        while (!isWriting(what) && process.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(process.isAlive()).isTrue();
        return process;
    }

    private boolean isWriting(String what) throws IOException {
        String suffix = what.equals("between") ? ".former" : ".part";
        for (Path file : Folders.list(folder)) {
            if (file.toString().endsWith(suffix)
                    && (what.equals("between") || Files.isDirectory(file) || Files.size(file) > 0)) {
                return true;
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
