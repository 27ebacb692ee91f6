// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.GrubRelease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the goal mkimage leaves behind when it is killed while it writes. */
class KilledGoalTest {
    @TempDir
    Path directory;

    /** Makes the same image again and again. */
    public static void main(String[] arguments) throws Exception {
        while (true) {
            goal(Path.of(arguments[0])).run("mkimage", new MkimageMojo());
        }
    }

    private static Goal goal(Path directory) throws Exception {
        return new Goal(directory)
                .set("platform", "x86_64-xen")
                .set(
                        "directory",
                        GrubRelease.BOOKWORM
                                .grubDirectory()
                                .resolve("x86_64-xen")
                                .toAbsolutePath())
                .set("layout", "standalone")
                .set("output", "out/image.bin");
    }

    @Test
    void leavesAWholeImageAndNothingElseWhenASignalEndsIt() throws Exception {
        byte[] whole = make();
        killWhileItWrites(false);
        Path image = directory.resolve("out/image.bin");
        assertThat(image).hasBinaryContent(whole);
        assertThat(Directories.list(directory.resolve("out"))).containsExactly(image);
    }

    @Test
    void leavesAWholeImageWhenItIsKilledAndHidesTheRestUntilTheNextRun() throws Exception {
        byte[] whole = make();
        killWhileItWrites(true);
        Path image = directory.resolve("out/image.bin");
        assertThat(image).hasBinaryContent(whole);
        assertThat(Directories.list(directory.resolve("out")))
                .allMatch(file ->
                        file.equals(image) || file.getFileName().toString().startsWith(".image.bin."));
        make();
        assertThat(Directories.list(directory.resolve("out"))).containsExactly(image);
    }

    private byte[] make() throws Exception {
        goal(directory).run("mkimage", new MkimageMojo());
        return Files.readAllBytes(directory.resolve("out/image.bin"));
    }

    private void killWhileItWrites(boolean forcibly) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledGoalTest.class.getName(),
                        directory.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Path> files = List.of();
        while (process.isAlive() && files.stream().noneMatch(file -> Files.exists(file.resolve("new")))) {
            files = Directories.list(directory.resolve("out"));
        }
        assertThat(process.isAlive()).isTrue();
        if (forcibly) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
