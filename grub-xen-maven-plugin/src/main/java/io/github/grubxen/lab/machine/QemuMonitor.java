// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.grubxen.io.BadInput;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The QEMU monitor, through which the state of a machine is saved.
 *
 * <p>Source: QEMU, docs/interop/qmp-spec.txt and "QEMU QMP Reference Manual", chapter "Migration".
 */
public final class QemuMonitor implements Closeable {
    private static final long PAUSE = 50;
    private static final int LONGEST_LINE = 1 << 20;

    /** Time limit for all commands, and for writing the state. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    private final SocketChannel channel;
    private final BufferedReader in;
    private final Duration limit;
    private final CompletableFuture<Void> end;

    /** Connects to the socket of a running QEMU. */
    QemuMonitor(Path socket) throws IOException {
        this(socket, TIME_LIMIT);
    }

    QemuMonitor(Path socket, Duration limit) throws IOException {
        this.limit = limit;
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        // the only way to end a read on a socket of this kind
        end = CompletableFuture.runAsync(
                this::closeChannel, CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
        try {
            answer("greeting", "QMP");
            command("{\"execute\":\"qmp_capabilities\"}");
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Stops the machine and saves its state in a file. In a running machine, QEMU's emulation can miss changes.
     *
     * @return QEMU's reason, if this QEMU cannot save this machine
     * @throws BadInput if saving did not finish, which may work another time
     */
    Optional<String> save(Path file) throws IOException {
        command("{\"execute\":\"stop\"}");
        JsonObject arguments = new JsonObject();
        arguments.addProperty("uri", "exec:cat >" + MachinePlan.shellQuoted(file));
        JsonObject migrate = new JsonObject();
        migrate.addProperty("execute", "migrate");
        migrate.add("arguments", arguments);
        send(migrate.toString());
        JsonObject answer = next();
        if (answer.has("error")) {
            return Optional.of(answer.get("error").toString());
        }
        while (true) {
            JsonObject state = command("{\"execute\":\"query-migrate\"}").getAsJsonObject("return");
            String status = state.has("status") ? state.get("status").getAsString() : "";
            if (status.equals("completed")) {
                return Optional.empty();
            }
            if (status.equals("failed") || status.equals("cancelled")) {
                throw new BadInput(
                        file, "QEMU could not write the machine's state: " + state, "Check that the disk is not full.");
            }
            pause();
        }
    }

    @Override
    public void close() {
        end.cancel(false);
        closeChannel();
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // nobody reads the lines any more
        }
    }

    private JsonObject command(String text) throws IOException {
        send(text);
        return answer(text, "return");
    }

    private void send(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (ClosedChannelException e) {
            throw late();
        }
    }

    private JsonObject answer(String what, String member) throws IOException {
        JsonObject answer = next();
        if (!answer.has(member)) {
            throw new BadInput("QEMU", what + " was answered with " + answer, "Use QEMU 7.2 or later.");
        }
        return answer;
    }

    /** The next answer. Events, which can arrive at any time, are skipped. */
    private JsonObject next() throws IOException {
        try {
            for (String line = line(); !line.isEmpty(); line = line()) {
                JsonObject answer = JsonParser.parseString(line).getAsJsonObject();
                if (!answer.has("event")) {
                    return answer;
                }
            }
        } catch (ClosedChannelException e) {
            throw late();
        }
        throw new BadInput("QEMU", "ended while its state was saved", "Build again.");
    }

    /** The next line, or an empty one at the end. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && (c != '\n' || line.isEmpty()); c = in.read()) {
            if (line.length() >= LONGEST_LINE) {
                throw new BadInput(
                        "QEMU",
                        "answered with a line of more than " + LONGEST_LINE + " characters",
                        "Use another QEMU.");
            }
            if (c != '\n' && c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private BadInput late() {
        return new BadInput(
                "QEMU",
                "did not save its state within " + limit.toSeconds() + " s",
                "Check that this machine is not overloaded.");
    }

    private static void pause() throws BadInput {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput("lab", "interrupted", "Build again.");
        }
    }
}
