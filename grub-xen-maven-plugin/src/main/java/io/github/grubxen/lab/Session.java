package io.github.grubxen.lab;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A talk with dom0: starts one guest after the other and listens. */
final class Session implements SerialStream.Listener, Closeable {
    private static final Duration UNTIL_READY = Duration.ofMinutes(3);

    /** A machine that was saved with Xen and dom0 up needs a second for it. */
    private static final Duration UNTIL_ANSWER = Duration.ofSeconds(40);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);

    /** What dom0 gets over a case's own limit, to end the guest and say so. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** To make the disks ready and read Xen's answer. */
    private static final Duration UNTIL_STARTED = Duration.ofMinutes(1);

    /** What xl says of a guest that Xen stopped. */
    private static final String CRASHED = "has shut down, reason code 3 ";

    private final XenMachine machine;
    private final BuildLog log;
    private final SerialStream stream = new SerialStream(this);
    private boolean ready;
    private @Nullable CaseProgress progress;
    private String domain = "";
    private boolean started;
    private Optional<String> end = Optional.empty();

    Session(XenMachine machine, BuildLog log) {
        this.machine = machine;
        this.log = log;
    }

    /** Waits until dom0 has started and takes commands. */
    void awaitReady() throws IOException {
        awaitReady(UNTIL_READY);
    }

    /** Asks dom0 whether it takes commands: again and again, as what comes while QEMU reads a saved machine is lost. */
    void ask() throws IOException {
        long deadline = System.nanoTime() + UNTIL_ANSWER.toNanos();
        while (!ready) {
            machine.command("\nhello");
            long next = Math.min(deadline, System.nanoTime() + BETWEEN_QUESTIONS.toNanos());
            while (!ready && listen(next)) {}
            if (System.nanoTime() > deadline) {
                throw notUp(UNTIL_ANSWER);
            }
        }
    }

    private void awaitReady(Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready) {
            if (!listen(deadline)) {
                throw notUp(limit);
            }
        }
    }

    private BadInput notUp(Duration limit) throws IOException {
        return new BadInput(
                "lab",
                "Xen and dom0 did not come up within " + limit.toSeconds() + " s:\n" + machine.xenTail() + "\n",
                "Is this machine overloaded?");
    }

    /** Runs a case to its end. */
    CaseResult run(CasePlan plan) throws IOException {
        BootCase bootCase = plan.bootCase();
        CaseProgress current = new CaseProgress(bootCase);
        progress = current;
        domain = plan.domain();
        started = false;
        end = Optional.empty();
        long start = System.nanoTime();
        machine.command(plan.command());
        long deadline = start + UNTIL_STARTED.toNanos();
        while (!started && end.isEmpty() && listen(deadline)) {}
        deadline = System.nanoTime() + bootCase.limit().toNanos();
        while (!current.isDecided() && end.isEmpty() && listen(deadline)) {}
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        Optional<String> failure = failure(current, bootCase.limit());
        if (end.isEmpty()) {
            machine.command("stop " + domain);
            deadline = System.nanoTime() + GRACE.toNanos();
            while (end.isEmpty()) {
                if (!listen(deadline)) {
                    throw new BadInput(
                            "lab",
                            "dom0 does not end the guest of " + bootCase.name() + ":\n" + machine.xenTail() + "\n",
                            "Is this machine overloaded?");
                }
            }
        }
        return new CaseResult(bootCase, failure, current.achieved(), time, current.console());
    }

    private Optional<String> failure(CaseProgress current, Duration limit) {
        if (current.allMet()) {
            return Optional.empty();
        }
        if (current.broken().isPresent()) {
            return current.broken();
        }
        String missing = current.missing() + " did not come, after " + current.achieved();
        String crash = current.console().contains(CRASHED) ? "crashed" : "ended";
        return Optional.of(end.map(status -> "the guest " + crash + " (xl's status " + status + "): " + missing)
                .orElse("the guest hung: within " + limit.toSeconds() + " s " + missing));
    }

    @Override
    public void said(String words) {
        String[] all = words.split(" ", 3);
        switch (all[0]) {
            case "ready" -> ready = true;
            case "start" -> started |= all.length > 1 && all[1].equals(domain);
            case "end" -> {
                if (all.length > 2 && all[1].equals(domain)) {
                    end = Optional.of(all[2]);
                }
            }
            case "trouble:" -> log.warn("dom0: " + words);
            default -> {}
        }
    }

    @Override
    public void showed(String text) {
        if (progress != null && started) {
            progress.show(text);
        }
    }

    @Override
    public void close() {
        progress = null;
    }

    /** Listens once; false when the deadline has come. */
    private boolean listen(long deadline) throws IOException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        machine.await(Duration.ofNanos(left)).ifPresent(stream::feed);
        return true;
    }
}
