// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.lab.machine.Dom0Line;
import io.github.grubxen.lab.machine.SerialStream;
import io.github.grubxen.lab.machine.XenMachine;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A session with a dom0 that accepts commands: starts one guest after the other, and reads its console. */
final class Session implements SerialStream.Listener, Closeable {
    /** Time that dom0 gets in addition to a case's limit, to end the guest and report it. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** Time limit for preparing the disks and reading Xen's answer. */
    private static final Duration UNTIL_STARTED = Duration.ofMinutes(1);

    private final XenMachine machine;
    private final BuildLog log;
    private final Duration grace;
    private final Dom0Line line;
    private @Nullable CaseProgress progress;
    private @Nullable Transcript transcript;
    private String domain = "";
    private boolean started;
    private boolean stuck;
    private Optional<String> trouble = Optional.empty();
    private Optional<String> end = Optional.empty();
    private HostWords words = new HostWords();

    Session(XenMachine machine, BuildLog log) {
        this(machine, log, GRACE);
    }

    Session(XenMachine machine, BuildLog log, Duration grace) {
        this.machine = machine;
        this.log = log;
        this.grace = grace;
        line = new Dom0Line(machine, this);
    }

    /** Runs a case to its end. The guest's console is written to a transcript while it runs. */
    CaseResult run(CasePlan plan, Transcript console) throws IOException {
        BootCase bootCase = plan.bootCase();
        CaseProgress current = new CaseProgress(bootCase);
        progress = current;
        transcript = console;
        domain = plan.domain();
        started = false;
        trouble = Optional.empty();
        end = Optional.empty();
        words = new HostWords();
        long xen = machine.xenSize();
        long start = System.nanoTime();
        machine.command(plan.command());
        listenUntil(() -> started || isOver(), UNTIL_STARTED);
        listenUntil(() -> current.isDecided() || isOver(), bootCase.limit());
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        if (current.allMet()) {
            listenUntil(() -> current.broken().isPresent() || isOver(), bootCase.settling());
        }
        Optional<String> failure = failure(current, bootCase.limit());
        boolean silent = current.console().isBlank();
        current.end();
        stuck = trouble.isPresent();
        if (end.isEmpty()) {
            machine.command("stop " + domain);
            if (!listenUntil(() -> end.isPresent(), grace)) {
                stuck = true;
                failure = Optional.of(failure.map(words -> words + ", and ").orElse("") + "dom0 did not end the guest");
            }
        }
        String host = "";
        if (failure.isPresent()) {
            host = silent || words.guestCrashed() ? words.withXen(machine.xenSince(xen)) : words.ofXl();
        }
        console.end(host);
        CaseResult result = new CaseResult(
                bootCase,
                failure,
                current.achieved(),
                current.allowed(),
                time,
                current.console(),
                host,
                current.steps());
        progress = null;
        return result;
    }

    /**
     * Whether no further guest can be started, because the last guest still exists or dom0 failed to do something for
     * it.
     */
    boolean isStuck() {
        return stuck;
    }

    /** The output of the running guest. */
    String console() {
        return progress == null ? "" : progress.console();
    }

    private boolean isOver() {
        return end.isPresent() || trouble.isPresent();
    }

    private Optional<String> failure(CaseProgress current, Duration limit) {
        if (trouble.isPresent()) {
            return trouble;
        }
        if (current.broken().isPresent()) {
            return current.broken();
        }
        if (current.allMet()) {
            return Optional.empty();
        }
        String missing = current.missing() + " did not appear, after " + current.achieved();
        String crash = words.guestCrashed() ? "crashed" : "ended";
        return Optional.of(end.map(status -> "the guest " + crash + " (xl's status " + status + "): " + missing)
                .orElse("the guest hung: within " + limit.toSeconds() + " s " + missing));
    }

    @Override
    public void said(String said) {
        String[] all = said.split(" ", 3);
        switch (all[0]) {
            case "start" -> started |= all.length > 1 && all[1].equals(domain);
            case "end" -> {
                if (all.length > 2 && all[1].equals(domain)) {
                    end = Optional.of(all[2]);
                }
            }
            case "xl" -> words.xl(said.substring(all[0].length()).strip());
            case "trouble:" -> {
                if (progress == null) {
                    log.warn("dom0: " + said);
                } else {
                    trouble = Optional.of("dom0 could not start the guest: "
                            + said.substring(all[0].length()).strip());
                }
            }
            default -> {}
        }
    }

    @Override
    public void showed(String text) {
        if (progress != null && started) {
            progress.show(text);
        } else if (progress != null) {
            words.dom0(text);
        }
    }

    @Override
    public void close() {
        progress = null;
    }

    private boolean listenUntil(BooleanSupplier done, Duration time) throws IOException {
        return line.listenUntil(done, time, this::writeAndAnswer);
    }

    private void writeAndAnswer() throws IOException {
        if (progress != null && transcript != null) {
            transcript.write(progress.takeFresh());
            for (Answer answer : progress.takeAnswers()) {
                machine.command(answer.command(domain));
            }
        }
    }
}
