// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.lab.machine.XenMachine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The result of a case.
 *
 * @param bootCase the case
 * @param failure the problem; empty if the case passed
 * @param achieved the last expected text that appeared
 * @param allowed GRUB's allowed errors that appeared
 * @param time time from the command that started the guest to that text, or to the failure
 * @param transcript the guest's console as text
 * @param host messages of xl, Xen and dom0 about the guest
 * @param steps the expected texts that appeared
 */
public record CaseResult(
        BootCase bootCase,
        Optional<String> failure,
        String achieved,
        List<String> allowed,
        Duration time,
        String transcript,
        String host,
        List<Step> steps) {
    /**
     * An expected text that appeared.
     *
     * @param what the text in words
     * @param time time from the command that started the guest
     */
    public record Step(String what, Duration time) {}

    /** Copies the lists. */
    public CaseResult {
        allowed = List.copyOf(allowed);
        steps = List.copyOf(steps);
    }

    /** A result without steps. */
    CaseResult(
            BootCase bootCase,
            Optional<String> failure,
            String achieved,
            List<String> allowed,
            Duration time,
            String transcript,
            String host) {
        this(bootCase, failure, achieved, allowed, time, transcript, host, List.of());
    }

    /** Whether all expected texts appeared. */
    public boolean passed() {
        return failure.isEmpty();
    }

    /** The last lines of the console, and of the messages of xl, Xen and dom0. */
    public String lastLines() {
        return XenMachine.tail(transcript + "\n" + host);
    }

    /** The result on one line. */
    public String line() {
        String seconds = String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        String which = bootCase.kind() + " " + bootCase.name() + ": ";
        return failure.map(problem -> "FAIL " + which + problem + " (" + seconds + ")")
                .orElse("PASS " + which + achieved + " in " + seconds + summary());
    }

    /** One line for each allowed error, followed by a blank line; empty if there are none. */
    String allowedLines() {
        return allowed.stream().map(error -> "allowed: " + error + "\n").collect(Collectors.joining())
                + (allowed.isEmpty() ? "" : "\n");
    }

    private String summary() {
        return switch (allowed.size()) {
            case 0 -> "";
            case 1 -> ", allowed: " + allowed.get(0);
            default -> ", allowed: " + allowed.size() + " errors";
        };
    }
}
