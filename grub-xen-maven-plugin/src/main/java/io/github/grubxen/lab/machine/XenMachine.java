// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Watchdog;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A running QEMU with Xen and dom0. Commands go to dom0's second serial port. All output of that port goes to a listener, in
 * the thread that waits for it. QEMU ends when this object is closed and when Java ends, even if Java is killed.
 */
public final class XenMachine implements Closeable {
    private static final byte[] END = new byte[0];
    private static final int TAIL = 15;

    /** Maximum number of characters of a line in a message. */
    private static final int LONGEST_LINE = 500;

    /** Maximum size of a piece of output, in bytes. */
    private static final int BATCH = 1 << 16;

    private static final int PIECE = 1 << 14;

    /** Maximum number of waiting pieces. A guest that prints more has to wait. */
    private static final int MOST_PIECES = 256;

    /** Maximum number of bytes that are read of a log. Of a longer log, only the end is read. */
    private static final int LOG_END = 1 << 20;

    /** Name of the file with Xen's console. */
    public static final String XEN_LOG = "xen.txt";

    /** Name of the file that QEMU's own messages go to. */
    public static final String QEMU_LOG = "qemu.txt";

    /** The messages of dom0's kernel and Xen when they panic. */
    private static final Pattern PANIC = Pattern.compile("Kernel panic - not syncing.*|Panic on CPU.*\\n.*");

    private final Process process;
    private final Watchdog watchdog;
    private final Path xenLog;
    private final long begin;
    private final Path errors;
    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>(MOST_PIECES);
    private volatile boolean closed;
    private boolean ended;

    /** Starts QEMU with Xen and dom0. The logs are xen.txt and qemu.txt in a directory. */
    public static XenMachine start(HostPrograms.Program qemu, MachinePlan plan, Path logs) throws IOException {
        return new XenMachine(qemu, plan, plan.arguments(logs.resolve(XEN_LOG)), logs, begin(logs));
    }

    /** As {@link #start}, with a socket for {@link QemuMonitor}. */
    static XenMachine withMonitor(HostPrograms.Program qemu, MachinePlan plan, Path logs, Path socket)
            throws IOException {
        List<String> arguments = new ArrayList<>(plan.arguments(logs.resolve(XEN_LOG)));
        arguments.addAll(List.of("-qmp", "unix:" + socket + ",server=on,wait=off"));
        arguments.addAll(List.of("-global", "migration.store-global-state=off")); // else it stays stopped
        return new XenMachine(qemu, plan, arguments, logs, begin(logs));
    }

    /** Continues a saved machine. */
    public static XenMachine resume(HostPrograms.Program qemu, MachinePlan plan, SavedMachine saved, Path logs)
            throws IOException {
        long begin = begin(logs);
        Files.write(
                logs.resolve(XEN_LOG),
                Files.readAllBytes(saved.xenLog()),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        List<String> arguments = new ArrayList<>(plan.arguments(logs.resolve(XEN_LOG)));
        arguments.addAll(List.of("-incoming", "exec:cat " + MachinePlan.shellQuoted(saved.state())));
        return new XenMachine(qemu, plan, arguments, logs, begin);
    }

    /** Beginning of this machine's part of Xen's console, after the parts of earlier machines. */
    private static long begin(Path logs) throws IOException {
        return size(logs.resolve(XEN_LOG));
    }

    private XenMachine(HostPrograms.Program qemu, MachinePlan plan, List<String> arguments, Path logs, long begin)
            throws IOException {
        this.begin = begin;
        xenLog = logs.resolve(XEN_LOG);
        errors = logs.resolve(QEMU_LOG);
        List<String> command = new ArrayList<>(qemu.command());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(plan.stock().directory().toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().putAll(qemu.environment());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new BadInput(
                    command.get(0), "could not be started (" + e.getMessage() + ")", "Install qemu-system-x86.");
        }
        watchdog = watchdog();
        Thread reader = new Thread(this::read, "console of the lab");
        reader.setDaemon(true);
        reader.start();
    }

    private Watchdog watchdog() throws IOException {
        try {
            return Watchdog.ending(process);
        } catch (IOException e) {
            kill();
            throw e;
        }
    }

    /** Sends a line to dom0. */
    public void command(String line) throws IOException {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw died();
        }
    }

    /**
     * Waits for the next bytes of dom0's serial port.
     *
     * @return empty if none arrived in time
     * @throws BadInput if QEMU has ended
     */
    public Optional<byte[]> await(Duration time) throws IOException {
        try {
            byte[] piece = ended ? END : pieces.poll(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
            if (piece == null) {
                return Optional.empty();
            }
            if (piece.length == 0) {
                ended = true;
                throw died();
            }
            ByteArrayOutputStream batch = new ByteArrayOutputStream();
            batch.writeBytes(piece);
            for (byte[] next = pieces.peek(); next != null && next.length > 0 && batch.size() < BATCH; ) {
                batch.writeBytes(pieces.remove());
                next = pieces.peek();
            }
            return Optional.of(batch.toByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput("lab", "interrupted", "Build again.");
        }
    }

    /** Size of Xen's console up to now, in characters. */
    public long xenSize() throws IOException {
        return size(xenLog);
    }

    /** The text of Xen's console from an offset on. Of a long text, only the end. */
    public String xenSince(long size) throws IOException {
        return end(xenLog, size);
    }

    /** The last lines of Xen's console, which dom0's kernel writes to as well. */
    String xenTail() throws IOException {
        return tail(end(xenLog, begin));
    }

    /** Ends QEMU and waits until it is gone. */
    @Override
    public void close() {
        kill();
        watchdog.close();
    }

    /** The last lines of a text. */
    public static String tail(String text) {
        List<String> lines = text.replace("\r", "")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.substring(0, Math.min(LONGEST_LINE, line.length())))
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    private BadInput died() throws IOException {
        process.onExit().completeOnTimeout(process, 2, TimeUnit.SECONDS).join(); // its console ends shortly before it
        kill();
        List<String> said = end(errors, 0)
                .lines()
                .filter(line -> !line.contains(": warning: "))
                .map(line -> "\n" + line.substring(0, Math.min(LONGEST_LINE, line.length())))
                .toList();
        String panic = PANIC.matcher(end(xenLog, begin))
                .results()
                .map(found -> "\n" + found.group())
                .findFirst()
                .orElse("");
        return new BadInput(
                "lab",
                "QEMU " + (process.exitValue() > 128 ? "was killed" : "ended") + " (status " + process.exitValue()
                        + ") before the cases were through"
                        + String.join("", said.subList(Math.max(0, said.size() - TAIL), said.size())) + panic
                        + "\nThe last lines of Xen and dom0:\n"
                        + xenTail() + "\n",
                "All of them are in " + xenLog + ".");
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /**
     * The text of a log from an offset on, with one character for each byte. Of more than {@link #LOG_END} bytes, only
     * the last ones.
     */
    public static String end(Path file, long from) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(from, channel.size() - LOG_END));
            return new String(Channels.newInputStream(channel).readNBytes(LOG_END), StandardCharsets.ISO_8859_1);
        }
    }

    private void kill() {
        closed = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        boolean interrupted = Thread.interrupted();
        while (true) {
            try {
                process.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        byte[] buffer = new byte[PIECE];
        try (InputStream in = process.getInputStream()) {
            for (int n = in.read(buffer); n >= 0 && !closed; n = in.read(buffer)) {
                give(Arrays.copyOf(buffer, n));
            }
        } catch (IOException e) {
            // handled like the end of the stream, which wakes up the waiting thread
        } finally {
            give(END);
        }
    }

    /** Waits for room, as long as the reader is running. */
    private void give(byte[] piece) {
        try {
            while (!pieces.offer(piece, 1, TimeUnit.SECONDS)) {
                if (closed) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
