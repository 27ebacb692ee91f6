// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.TarWriter;
import io.github.grubxen.testing.TarWriter.Entry;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds on full disks and at the same time, with a source and programs that do next to nothing. */
class BuildFaultsTest {
    private static final int MORE_THAN_THE_DISK = 3 << 20;

    @TempDir
    Path directory;

    /** Builds, and prints what is said. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        List<String> said = new ArrayList<>();
        BuildRecipe recipe =
                new BuildRecipe(new TarballSource(directory.resolve("grub-9.tar")), List.of(), List.of(), Map.of());
        BuildEnvironment programs = new StubEnvironment(directory.resolve("programs"), "stub 1");
        GrubBuild build = new GrubBuild(recipe, programs, directory.resolve("logs"), new RecordingLog(said));
        try {
            Path out = Files.createDirectories(Path.of(arguments[2]));
            new BuiltTrees(build, "plugin", Path.of(arguments[1])).copyTo(out, EnumSet.allOf(Platform.class));
            said.add("built");
        } catch (BadInput | FileSystemException e) {
            said.add("refused " + e.getMessage());
        }
        try (Stream<Path> files = Files.walk(Files.createDirectories(Path.of(arguments[1])))) {
            files.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".lock"))
                    .forEach(file -> said.add("remains: " + file));
        }
        said.forEach(System.out::println);
    }

    @Test
    void aDiskThatIsFullDuringAStepIsNamedWithTheRemedy() throws IOException {
        write("i=0; while [ $i -lt 90 ]; do i=$((i + 1)); cp ../../large large$i || exit; done");
        Path small = directory.resolve("small");
        String said = OtherJava.withSmallDisk(small, "8m")
                .run(List.of("-Djava.io.tmpdir=" + small), getClass(), arguments("cache", "out"));
        assertThat(said)
                .contains("refused tarball grub-9.tar: the step configure-")
                .contains("Make room on the disk of " + small
                        + ", or set Java's java.io.tmpdir to a directory on another")
                .doesNotContain("built", "remains: ");
    }

    @Test
    void aDiskThatIsFullWhileTheSourceIsUnpackedIsNamed() throws IOException {
        write("exit 0");
        Path small = directory.resolve("small");
        assertThat(OtherJava.withSmallDisk(small, "1m")
                        .run(List.of("-Djava.io.tmpdir=" + small), getClass(), arguments("cache", "out")))
                .contains(
                        "refused " + small + ": cannot be used as Java's temporary directory (No space left on device)."
                                + " Make room on its disk, or name a directory on another disk in java.io.tmpdir.")
                .doesNotContain("built", "remains: ");
    }

    @Test
    void aCacheThatIsFullKeepsNoIncompleteTree() throws IOException {
        write("mkdir -p grub-core; echo > config.h; cp ../../large grub-core/two.txt");
        Path small = directory.resolve("small"); // it has room for one tree
        assertThat(OtherJava.withSmallDisk(small, "4m").run(getClass(), arguments("small/cache", "out")))
                .contains("refused ", small + "/cache/build/", "No space left on device")
                .doesNotContain("built", "remains: ");
    }

    @Test
    void aBuildThatIsEndedBySigtermLeavesNothing() throws Exception {
        Path begun = directory.resolve("begun");
        write("echo > " + begun + "; exec /bin/sleep 60");
        Path tmp = Files.createDirectory(directory.resolve("tmp"));
        tmp.toFile().setWritable(true, false);
        Process java = new ProcessBuilder(OtherJava.plain()
                        .command(List.of("-Djava.io.tmpdir=" + tmp), getClass(), arguments("cache", "out")))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        while (java.isAlive() && !Files.exists(begun)) {
            Thread.sleep(50);
        }
        assertThat(tmp).isNotEmptyDirectory();
        java.destroy();
        java.waitFor();
        assertThat(begun).exists();
        assertThat(tmp).isEmptyDirectory();
    }

    @Test
    void twoBuildsOfOneRecipeAtOnceBuildItOnce() throws Exception {
        write("mkdir -p grub-core; echo $$ >> " + directory.resolve("builds")
                + "; echo > config.h; echo two > grub-core/two.txt" + "; exec /bin/sleep 1");
        ExecutorService both = Executors.newFixedThreadPool(2);
        List<Future<String>> runs = new ArrayList<>();
        for (String out : List.of("one", "other")) {
            runs.add(both.submit(() -> OtherJava.plain().run(getClass(), arguments("cache", out))));
        }
        String said = runs.get(0).get() + runs.get(1).get();
        both.shutdown();
        assertThat(said.lines().filter("built"::equals)).as(said).hasSize(2);
        assertThat(said).contains("Another build prepares " + directory.resolve("cache/build/i386-xen-*"));
        assertThat(Files.readAllLines(directory.resolve("builds"))).hasSize(Platform.values().length);
        for (Platform platform : Platform.values()) {
            assertThat(TreeComparison.of(directory.resolve("one/" + platform), directory.resolve("other/" + platform))
                            .differences())
                    .isEmpty();
        }
    }

    private String[] arguments(String cache, String out) {
        return new String[] {
            directory.toString(),
            directory.resolve(cache).toString(),
            directory.resolve(out).toString()
        };
    }

    private void write(String configure) throws IOException {
        StubEnvironment.in(directory.resolve("programs"));
        Files.write(
                directory.resolve("grub-9.tar"),
                TarWriter.write(List.of(
                        Entry.file("grub-9/configure", "#!/bin/sh\n" + configure + "\n")
                                .mode(0755),
                        Entry.file("grub-9/code.c", "one\n"),
                        Entry.file("grub-9/large", "x".repeat(MORE_THAN_THE_DISK)),
                        Entry.file("grub-9/grub-core/lib/gnulib/stdlib.in.h", ""),
                        Entry.file("grub-9/grub-core/lib/minilzo/minilzo.c", ""))));
    }
}
