// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Watchdog;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.stream.Collectors;

/**
 * QEMU with Xen and dom0, running. Commands go to dom0's second serial port, and all that comes from there is given to a listener, in the
 * thread that waits for it. Closing it ends QEMU, as does the end of the Java program, whatever brings it.
 */
final class XenMachine implements Closeable {
    private static final byte[] END = new byte[0];
    private static final int TAIL = 15;

    /** Most bytes that are given on at once: while somebody looks at them, others come. */
    private static final int BATCH = 1 << 16;

    /** Name of the file that Xen's console goes to. */
    static final String XEN_LOG = "xen.txt";

    /** Name of the file that QEMU's own messages go to. */
    static final String QEMU_LOG = "qemu.txt";

    /** What dom0's kernel and Xen say when they give up. */
    private static final Pattern PANIC = Pattern.compile("Kernel panic - not syncing.*|Panic on CPU.*\\n.*");

    private final Process process;
    private final Watchdog watchdog;
    private final Path xenLog;
    private final int begin;
    private final Path errors;
    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    private boolean ended;

    /** Starts QEMU with Xen and dom0; logs are xen.txt and qemu.txt in a folder. */
    static XenMachine start(HostPrograms.Program qemu, MachinePlan plan, Path logs) throws IOException {
        return new XenMachine(qemu, plan, plan.arguments(logs.resolve(XEN_LOG)), logs, size(logs));
    }

    /** As {@link #start}, with a socket for {@link QemuMonitor}. */
    static XenMachine withMonitor(HostPrograms.Program qemu, MachinePlan plan, Path logs, Path socket)
            throws IOException {
        List<String> arguments = new ArrayList<>(plan.arguments(logs.resolve(XEN_LOG)));
        arguments.addAll(List.of("-qmp", "unix:" + socket + ",server=on,wait=off"));
        arguments.addAll(
                List.of("-global", "migration.store-global-state=off")); // goes on running, though saved stopped
        return new XenMachine(qemu, plan, arguments, logs, size(logs));
    }

    /** Goes on with a saved machine. */
    static XenMachine resume(HostPrograms.Program qemu, MachinePlan plan, SavedMachine saved, Path logs)
            throws IOException {
        int begin = size(logs);
        Files.write(
                logs.resolve(XEN_LOG),
                Files.readAllBytes(saved.xenLog()),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        List<String> arguments = new ArrayList<>(plan.arguments(logs.resolve(XEN_LOG)));
        arguments.addAll(List.of("-incoming", "exec:cat " + MachinePlan.shellQuoted(saved.state())));
        return new XenMachine(qemu, plan, arguments, logs, begin);
    }

    /** Where Xen's console of a machine begins, behind those of machines before it. */
    private static int size(Path logs) throws IOException {
        return text(logs.resolve(XEN_LOG)).length();
    }

    private XenMachine(HostPrograms.Program qemu, MachinePlan plan, List<String> arguments, Path logs, int begin)
            throws IOException {
        this.begin = begin;
        xenLog = logs.resolve(XEN_LOG);
        errors = logs.resolve(QEMU_LOG);
        List<String> command = new ArrayList<>(qemu.command());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(plan.stock().folder().toFile())
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
    void command(String line) throws IOException {
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
     * @return nothing when none came in time
     * @throws BadInput when QEMU has ended
     */
    Optional<byte[]> await(Duration time) throws IOException {
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

    /** How much Xen's console has shown up to now, in characters. */
    int xenSize() throws IOException {
        return text(xenLog).length();
    }

    /** What Xen's console has shown since it had shown so much. */
    String xenSince(int size) throws IOException {
        return text(xenLog).substring(size);
    }

    /** The last lines of Xen's console, which dom0's kernel writes to as well. */
    String xenTail() throws IOException {
        return tail(text(xenLog).substring(begin));
    }

    /** Ends QEMU and waits until it is gone. */
    @Override
    public void close() {
        kill();
        watchdog.close();
    }

    static String tail(String text) {
        List<String> lines =
                text.replace("\r", "").lines().filter(line -> !line.isBlank()).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    private BadInput died() throws IOException {
        process.onExit().completeOnTimeout(process, 2, TimeUnit.SECONDS).join(); // its console ends a moment before it
        kill();
        String said = text(errors)
                .lines()
                .filter(line -> !line.contains(": warning: "))
                .map(line -> "\n" + line)
                .collect(Collectors.joining());
        String panic = PANIC.matcher(text(xenLog).substring(begin))
                .results()
                .map(found -> "\n" + found.group())
                .findFirst()
                .orElse("");
        return new BadInput(
                "lab",
                "QEMU " + (process.exitValue() > 128 ? "was killed" : "ended") + " (status " + process.exitValue()
                        + ") before the cases were through" + said + panic + "\nThe last lines of Xen and dom0:\n"
                        + xenTail() + "\n",
                "All of them are in " + xenLog + ".");
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }

    private void kill() {
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
        byte[] buffer = new byte[1 << 14];
        try (InputStream in = process.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                pieces.add(Arrays.copyOf(buffer, n));
            }
        } catch (IOException e) {
            // as when it ends: whoever waits is told so
        } finally {
            pieces.add(END);
        }
    }
}
