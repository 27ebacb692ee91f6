// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Folders;
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
    Path folder;

    /** Makes the same image again and again. */
    public static void main(String[] arguments) throws Exception {
        while (true) {
            goal(Path.of(arguments[0])).run("mkimage", new MkimageMojo());
        }
    }

    private static Goal goal(Path folder) throws Exception {
        return new Goal(folder)
                .set("platform", "x86_64-xen")
                .set(
                        "directory",
                        GrubRelease.BOOKWORM.grubFolder().resolve("x86_64-xen").toAbsolutePath())
                .set("layout", "standalone")
                .set("output", "out/image.bin");
    }

    @Test
    void leavesAWholeImageAndNothingElseWhenASignalEndsIt() throws Exception {
        byte[] whole = make();
        killWhileItWrites(false);
        Path image = folder.resolve("out/image.bin");
        assertThat(image).hasBinaryContent(whole);
        assertThat(Folders.list(folder.resolve("out"))).containsExactly(image);
    }

    @Test
    void leavesAWholeImageWhenItIsKilledAndHidesTheRestUntilTheNextRun() throws Exception {
        byte[] whole = make();
        killWhileItWrites(true);
        Path image = folder.resolve("out/image.bin");
        assertThat(image).hasBinaryContent(whole);
        assertThat(Folders.list(folder.resolve("out")))
                .allMatch(file ->
                        file.equals(image) || file.getFileName().toString().startsWith(".image.bin."));
        make();
        assertThat(Folders.list(folder.resolve("out"))).containsExactly(image);
    }

    private byte[] make() throws Exception {
        goal(folder).run("mkimage", new MkimageMojo());
        return Files.readAllBytes(folder.resolve("out/image.bin"));
    }

    private void killWhileItWrites(boolean forcibly) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledGoalTest.class.getName(),
                        folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Path> files = List.of();
        while (process.isAlive() && files.stream().noneMatch(file -> Files.exists(file.resolve("new")))) {
            files = Folders.list(folder.resolve("out"));
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
