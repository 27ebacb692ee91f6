// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Held against somebody who answers as QEMU does, and then does not. */
class QemuMonitorTest {
    private static final String DONE = "{\"return\":{}}";
    private static final String EVENT = "{\"event\":\"STOP\"}";

    private Path directory;
    private Path socket;
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        directory = Files.createTempDirectory("qmp");
        socket = directory.resolve("s");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    @AfterEach
    void deleteAll() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        Files.delete(directory);
    }

    @Test
    void savesAndPassesEventsOver() throws IOException {
        answers(
                DONE,
                EVENT,
                DONE,
                DONE,
                "{\"return\":{\"status\":\"active\"}}",
                "{\"return\":{\"status\":\"completed\"}}");
        try (QemuMonitor monitor = new QemuMonitor(socket, Duration.ofSeconds(10))) {
            assertThat(monitor.save(directory.resolve("state"))).isEmpty();
        }
    }

    @Test
    void tellsARefusalFromAFailureThatMayPass() throws IOException {
        answers(DONE, DONE, "{\"error\":{\"desc\":\"State blocked by a device\"}}");
        try (QemuMonitor monitor = new QemuMonitor(socket, Duration.ofSeconds(10))) {
            assertThat(monitor.save(directory.resolve("state")).orElseThrow()).contains("State blocked by a device");
        }
        answers(DONE, DONE, DONE, "{\"return\":{\"status\":\"failed\"}}");
        try (QemuMonitor monitor = new QemuMonitor(socket, Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> monitor.save(directory.resolve("state")))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("QEMU could not write the machine's state");
        }
    }

    @Test
    void doesNotWaitForEverForAnAnswer() throws IOException {
        answers(DONE);
        try (QemuMonitor monitor = new QemuMonitor(socket, Duration.ofMillis(300))) {
            assertThatThrownBy(() -> monitor.save(directory.resolve("state")))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("did not save its state within 0 s");
        }
    }

    @Test
    void saysThatQemuEnded() throws IOException {
        answers(DONE, DONE, "");
        try (QemuMonitor monitor = new QemuMonitor(socket, Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> monitor.save(directory.resolve("state")))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("ended while its state was saved");
        }
    }

    @Test
    void refusesALineWithoutAnEnd() throws IOException {
        answers(DONE, DONE, "{\"return\":\"" + "x".repeat(2_000_000));
        try (QemuMonitor monitor = new QemuMonitor(socket, Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> monitor.save(directory.resolve("state")))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("QEMU: answered with a line of more than 1048576 characters");
        }
    }

    /** Answers one connection, a line for each command but for events; an empty one hangs up. */
    private void answers(String... lines) {
        Thread thread = new Thread(() -> {
            try (SocketChannel channel = server.accept()) {
                say(channel, "{\"QMP\":{}}");
                BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
                for (String line : List.of(lines)) {
                    if (!line.equals(EVENT)) {
                        in.readLine();
                    }
                    if (line.isEmpty()) {
                        return;
                    }
                    say(channel, line);
                }
                while (in.readLine() != null) {}
            } catch (IOException e) {
                return; // the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void say(SocketChannel channel, String line) throws IOException {
        channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
