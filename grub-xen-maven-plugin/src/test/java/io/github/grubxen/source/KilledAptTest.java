// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** apt when a build is killed, and the lock of an apt that still runs. */
class KilledAptTest {
    @TempDir
    Path directory;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final BuildLog log = new RecordingLog(said);

    /** Fetches a package into a cache. */
    public static void main(String[] arguments) throws IOException {
        new AptRepository(Path.of(arguments[0]), Optional.of("sid"), false)
                .download("grub-xen-bin", Optional.empty(), new SilentLog());
    }

    @BeforeEach
    void needApt() {
        Tools.require("apt-get", "apt-config", "setsid");
    }

    @Test
    void aKilledJavaTakesAptWithItAndWhatThatStarted() throws Exception {
        Path programs = Files.createDirectory(directory.resolve("programs"));
        Path slow = Files.writeString(programs.resolve("apt-get"), """
                #!/bin/sh
                sleep 1000 &
                echo $! > '%1$s/child.new'
                mv '%1$s/child.new' '%1$s/child'
                wait
                """.formatted(directory));
        assertThat(slow.toFile().setExecutable(true)).isTrue();
        for (boolean forcibly : List.of(true, false)) {
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledAptTest.class.getName(),
                            directory.resolve("cache").toString())
                    .inheritIO();
            builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
            Process java = builder.start();
            Path child = directory.resolve("child");
            while (!Files.exists(child) && java.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(java.isAlive()).isTrue();
            ProcessHandle sleep = ProcessHandle.of(
                            Long.parseLong(Files.readString(child).strip()))
                    .orElseThrow();
            ProcessHandle apt = sleep.parent().orElseThrow();
            if (forcibly) {
                java.destroyForcibly();
            } else {
                java.destroy();
            }
            apt.onExit().get(1, TimeUnit.MINUTES);
            sleep.onExit().get(1, TimeUnit.MINUTES);
            Files.delete(child);
        }
    }

    @Test
    void waitsForTheLockOfAnotherApt() throws Exception {
        CompletableFuture<ExternalProgram> update;
        try (FileChannel other = locked()) {
            update = CompletableFuture.supplyAsync(() -> {
                try {
                    return update(Duration.ofMinutes(1));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            while (said.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(update).isNotDone();
            assertThat(other.isOpen()).isTrue();
        }
        assertThat(update.get(1, TimeUnit.MINUTES).exit()).isZero();
        assertThat(said)
                .containsExactly(
                        "Another apt (process " + ProcessHandle.current().pid() + ") holds "
                                + directory.resolve("lists/lock") + ": waiting for it");
    }

    @Test
    void namesTheProcessThatKeepsTheLock() throws Exception {
        try (FileChannel other = locked()) {
            assertThat(other.isOpen()).isTrue();
            assertThatThrownBy(() -> update(Duration.ofSeconds(5)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining(
                            directory.resolve("lists/lock") + ": apt waited 5 s for this lock, which process "
                                    + ProcessHandle.current().pid() + " holds. Wait until it has ended");
        }
    }

    private FileChannel locked() throws IOException {
        Files.createDirectories(directory.resolve("lists/partial"));
        FileChannel channel =
                FileChannel.open(directory.resolve("lists/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    /** Of no sources. */
    private ExternalProgram update(Duration limit) throws IOException {
        Path configuration =
                Files.writeString(directory.resolve("apt.conf"), """
                Dir::Etc::parts "/dev/null";
                Dir::Etc::sourcelist "/dev/null";
                Dir::Etc::sourceparts "/dev/null";
                Dir::State::status "/dev/null";
                Dir::State::lists "%s";
                Dir::Cache "%s";
                """.formatted(directory.resolve("lists"), directory));
        return new AptRun(
                        List.of("apt-get", "update"), Map.of("APT_CONFIG", configuration.toString()), directory, limit)
                .waitingForLocks(log);
    }
}
