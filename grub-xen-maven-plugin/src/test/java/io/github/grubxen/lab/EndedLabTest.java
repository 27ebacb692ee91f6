// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static io.github.grubxen.lab.TroubleCases.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Directories;
import io.github.grubxen.source.AptRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java that is ended while it runs a lab. */
@Tag("lab")
class EndedLabTest {
    @TempDir
    Path directory;

    @AfterEach
    void nothingIsLeft() {
        TroubleCases.assertNothingIsLeft(directory);
    }

    @Test
    void aKilledJavaLeavesNoQemuAndNoTemporaryFileEvenWhileAMachineIsSaved() throws Exception {
        Path cache = TroubleCases.cacheWithoutAMachine(directory);
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        Process java = java(cache, temporary);
        await(() -> files(cache.resolve("lab"), ".part/new/state")
                && !Directories.list(temporary).isEmpty());
        List<ProcessHandle> started = java.descendants().toList();
        java.destroyForcibly();
        await(() -> started.stream().noneMatch(ProcessHandle::isAlive));
        await(() -> Directories.list(temporary).isEmpty());
        await(() -> !Files.exists(directory.resolve("lab/work")) && !Files.exists(directory.resolve("lab/.running")));
    }

    @Test
    void anEndedJavaLeavesTheReportAndTheConsoleOfTheGuestThatRan() throws Exception {
        Process java = java(LabCases.CACHE, Files.createDirectories(directory.resolve("tmp")));
        Path console = directory.resolve("lab/hangs.txt");
        await(() -> Files.exists(console) && Files.readString(console).contains("LAB-WAITS"));
        List<ProcessHandle> started = java.descendants().toList();
        java.destroy();
        await(() -> started.stream().noneMatch(ProcessHandle::isAlive));
        await(() -> !Files.exists(directory.resolve("lab/work")) && !Files.exists(directory.resolve("lab/.running")));
        assertThat(directory.resolve("lab/TEST-grub-xen.boot.xml")).content().contains("errors=\"1\"");
    }

    /** A run in a Java of its own, to be ended: cache and directory. */
    public static void main(String[] arguments) throws IOException {
        Path cache = Path.of(arguments[0]);
        new Lab(cache, new AptRepository(cache, Optional.empty(), false), LabCases.LOG)
                .run(List.of(TroubleCases.hanging()), Path.of(arguments[1]));
    }

    private Process java(Path cache, Path temporary) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dgrub-xen.cache=" + LabCases.CACHE,
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndedLabTest.class.getName(),
                        cache.toString(),
                        directory.resolve("lab").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static boolean files(Path directory, String end) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(end));
        }
    }
}
