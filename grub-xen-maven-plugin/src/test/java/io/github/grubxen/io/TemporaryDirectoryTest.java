// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryDirectoryTest {
    private static final int MORE_THAN_THE_DISK = 1 << 20;

    @TempDir
    Path directory;

    /** Writes to a directory in Java's temporary directory, and prints what is said, or waits until it is ended. */
    public static void main(String[] arguments) throws IOException {
        try {
            TemporaryDirectory.use("grub-test", made -> {
                switch (arguments[0]) {
                    case "stream" -> {
                        try (OutputStream out = Files.newOutputStream(made.resolve("large"))) {
                            out.write(new byte[MORE_THAN_THE_DISK]);
                        }
                    }
                    case "program" ->
                        ExternalProgram.run(
                                        List.of("sh", "-c", "head -c " + MORE_THAN_THE_DISK + " /dev/zero >large"),
                                        Map.of(),
                                        made,
                                        Duration.ofMinutes(1))
                                .outputOrThrow("head", "Read its output.");
                    default -> {
                        Files.writeString(made.resolve("file"), "whole");
                        System.out.println("made " + made);
                        System.in.read();
                    }
                }
                return made;
            });
        } catch (IOException e) {
            System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    @AfterEach
    void makeWritable() throws IOException {
        Tools.run(directory, "chmod", "-R", "u+rwX", directory.toString());
    }

    @Test
    void namesADirectoryThatDoesNotExist() {
        Path missing = directory.resolve("gone");
        assertThatThrownBy(() -> TemporaryDirectory.createIn(missing, "grub-xen"))
                .isInstanceOf(BadInput.class)
                .hasMessage(missing + ": cannot be used as Java's temporary directory (no such file or directory)."
                        + " Make it a directory that you may write to, or name another one in java.io.tmpdir.");
        assertThat(missing).doesNotExist();
    }

    @Test
    void namesAFileInPlaceOfADirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> TemporaryDirectory.createIn(file, "grub-xen"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(file + ": cannot be used as Java's temporary directory (not a directory)");
    }

    @Test
    void namesADirectoryThatMayNotBeWrittenTo() throws IOException {
        Path tmp = Files.createDirectory(directory.resolve("tmp"));
        Tools.run(directory, "chmod", "a-w", tmp.toString());
        String remedy = "Make it a directory that you may write to, or name another one in java.io.tmpdir.\n";
        assertThat(run(OtherJava.boundByModes(), tmp, "stream"))
                .isEqualTo("BadInput " + tmp + ": cannot be used as Java's temporary directory (permission denied). "
                        + remedy);
        assertThat(run(OtherJava.withReadOnly(tmp), tmp, "stream"))
                .isEqualTo("BadInput " + tmp
                        + ": cannot be used as Java's temporary directory (Read-only file system). " + remedy);
    }

    /** Neither names a file: not Java's stream, and not the program. */
    @ParameterizedTest
    @ValueSource(strings = {"stream", "program"})
    void namesADirectoryWhoseDiskBecomesFull(String writer) throws IOException {
        Path tmp = directory.resolve("tmp");
        assertThat(run(OtherJava.withSmallDisk(tmp, "64k"), tmp, writer))
                .isEqualTo("BadInput " + tmp
                        + ": cannot be used as Java's temporary directory (No space left on device)."
                        + " Make room on its disk, or name a directory on another disk in java.io.tmpdir.\n");
    }

    @Test
    void anotherFailureOfTheWorkStaysAsItIs() throws IOException {
        IOException other = new IOException("No space left on device"); // on another disk
        assertThatThrownBy(() -> TemporaryDirectory.use("grub-xen", made -> {
                    throw other;
                }))
                .isSameAs(other);
    }

    @Test
    void makesADirectoryInJavasTemporaryDirectoryThatOnlyItsOwnerCanRead() throws IOException {
        Path made;
        try (TemporaryDirectory temporary = TemporaryDirectory.create("grub-xen")) {
            made = temporary.path();
            assertThat(made).isEmptyDirectory().startsWith(Path.of(System.getProperty("java.io.tmpdir")));
            assertThat(Tools.run(directory, "stat", "-c", "%a", made.toString()).strip())
                    .isEqualTo("700");
        }
        assertThat(made.resolve("..").normalize()).doesNotExist();
    }

    @Test
    void isDeletedWhenJavaIsEndedBySigterm() throws Exception {
        start("TERM");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void isDeletedByTheNextBuildAfterSigkill() throws Exception {
        start("KILL");
        assertThat(directory).isNotEmptyDirectory();
        try (TemporaryDirectory next = TemporaryDirectory.createIn(directory, "other")) {
            assertThat(Directories.list(directory))
                    .allSatisfy(
                            file -> assertThat(file.getFileName().toString()).startsWith(".other."));
            assertThat(next.path()).isEmptyDirectory();
        }
    }

    /** Ends a Java that uses a temporary directory by a signal. */
    private void start(String signal) throws Exception {
        List<String> command = OtherJava.plain().command(List.of("-Djava.io.tmpdir=" + directory), getClass(), "wait");
        Process java = new ProcessBuilder(command).start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(java.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).startsWith("made " + directory);
            Tools.run(directory, "kill", "-" + signal, Long.toString(java.pid()));
            java.waitFor();
        }
    }

    private String run(OtherJava java, Path tmp, String work) throws IOException {
        return java.run(List.of("-Djava.io.tmpdir=" + tmp), getClass(), work);
    }
}
