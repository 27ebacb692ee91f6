package io.github.grubxen.lab;

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
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * QEMU's own control, in so far as the state of a machine is saved by it.
 *
 * <p>Source: QEMU, docs/interop/qmp-spec.txt and "QEMU QMP Reference Manual", chapter "Migration".
 */
final class QemuMonitor implements Closeable {
    private static final int TRIES = 600;
    private static final long PAUSE = 50;

    private final SocketChannel channel;
    private final BufferedReader in;

    /** Connects to the socket of a QEMU that runs. */
    QemuMonitor(Path socket) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        answer("greeting", "QMP");
        command("{\"execute\":\"qmp_capabilities\"}");
    }

    /** Stops the machine (of one that runs, QEMU's emulation can miss changes) and saves its state in a file. */
    void save(Path file) throws IOException {
        command("{\"execute\":\"stop\"}");
        JsonObject arguments = new JsonObject();
        arguments.addProperty("uri", "exec:cat >" + MachinePlan.shellQuoted(file));
        JsonObject migrate = new JsonObject();
        migrate.addProperty("execute", "migrate");
        migrate.add("arguments", arguments);
        command(migrate.toString());
        for (int i = 0; i < TRIES; i++) {
            JsonObject state = command("{\"execute\":\"query-migrate\"}").getAsJsonObject("return");
            String status = state.has("status") ? state.get("status").getAsString() : "";
            if (status.equals("completed")) {
                return;
            }
            if (status.equals("failed") || status.equals("cancelled")) {
                break;
            }
            pause();
        }
        throw new BadInput(file, "QEMU could not save the machine's state", "Is the disk full?");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private JsonObject command(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) < 0) {
                break;
            }
        }
        return answer(text, "return");
    }

    /** The next answer that has a member; events, which come at any time, are passed over. */
    private JsonObject answer(String what, String member) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonObject answer = JsonParser.parseString(line).getAsJsonObject();
            if (answer.has(member)) {
                return answer;
            }
            if (answer.has("error")) {
                throw new BadInput("QEMU", what + " was answered with " + line, "Use QEMU 7.2 or later.");
            }
        }
        throw new BadInput("QEMU", what + " was not answered", "Use QEMU 7.2 or later.");
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
