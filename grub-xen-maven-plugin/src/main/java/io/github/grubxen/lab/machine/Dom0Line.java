// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The connection to a machine's dom0: its messages, and the output of its guests. */
public final class Dom0Line implements SerialStream.Listener {
    private static final Duration UNTIL_READY = Duration.ofMinutes(3);

    /** Time limit for an answer of dom0. A saved machine needs one second. */
    private static final Duration UNTIL_ANSWER = Duration.ofSeconds(40);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);

    /** An action after each piece of input. */
    @FunctionalInterface
    public interface Step {
        /** Does it. */
        void run() throws IOException;
    }

    private final XenMachine machine;
    private final SerialStream.Listener listener;
    private final SerialStream stream = new SerialStream(this);
    private boolean ready;

    /**
     * The connection to a running machine.
     *
     * @param listener receives everything except the message that dom0 is ready
     */
    public Dom0Line(XenMachine machine, SerialStream.Listener listener) {
        this.machine = machine;
        this.listener = listener;
    }

    /** The connection to a machine without guests. dom0's problems are logged. */
    public Dom0Line(XenMachine machine, BuildLog log) {
        this(machine, new SerialStream.Listener() {
            @Override
            public void said(String words) {
                if (words.startsWith("trouble:")) {
                    log.warn("dom0: " + words);
                }
            }

            @Override
            public void showed(String text) {}
        });
    }

    /**
     * Waits until dom0 has started and accepts commands.
     *
     * @throws BadInput if this takes more than three minutes
     */
    public void awaitReady() throws IOException {
        if (!listenUntil(() -> ready, UNTIL_READY, () -> {})) {
            throw notUp(UNTIL_READY);
        }
    }

    /**
     * Asks dom0 whether it accepts commands. Repeats the question, because input is lost while QEMU reads a saved machine.
     *
     * @throws BadInput if dom0 does not answer within 40 seconds
     */
    public void ask() throws IOException {
        long deadline = System.nanoTime() + UNTIL_ANSWER.toNanos();
        do {
            if (System.nanoTime() > deadline) {
                throw notUp(UNTIL_ANSWER);
            }
            machine.command("\nhello");
        } while (!listenUntil(() -> ready, BETWEEN_QUESTIONS, () -> {}));
    }

    /**
     * Reads dom0's output until a condition is true.
     *
     * @return false if the time ran out first
     */
    public boolean listenUntil(BooleanSupplier done, Duration time, Step step) throws IOException {
        long deadline = System.nanoTime() + time.toNanos();
        while (!done.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            machine.await(Duration.ofNanos(left)).ifPresent(stream::feed);
            step.run();
        }
        return true;
    }

    private BadInput notUp(Duration limit) throws IOException {
        return BadInput.quoting(
                new Place.Named("lab"),
                "Xen and dom0 did not come up within " + limit.toSeconds() + " s",
                machine.xenTail().lines().toList(),
                "Check that this machine is not overloaded.");
    }

    @Override
    public void said(String words) {
        if (words.equals("ready") || words.startsWith("ready ")) {
            ready = true;
        } else {
            listener.said(words);
        }
    }

    @Override
    public void showed(String text) {
        listener.showed(text);
    }
}
