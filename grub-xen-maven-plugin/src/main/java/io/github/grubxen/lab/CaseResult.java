// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.lab.machine.XenMachine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of a case.
 *
 * @param bootCase the case
 * @param failure what is wrong; nothing when it passed
 * @param achieved the last that was expected and came
 * @param allowed GRUB's errors that appeared and did not matter
 * @param time from the command to start the guest to that, or to the failure
 * @param transcript the guest's console as text
 * @param host what xl, Xen and dom0 said of the guest
 */
public record CaseResult(
        BootCase bootCase,
        Optional<String> failure,
        String achieved,
        List<String> allowed,
        Duration time,
        String transcript,
        String host) {
    /** Copies the list. */
    public CaseResult {
        allowed = List.copyOf(allowed);
    }

    /** Whether all that had to appear did. */
    public boolean passed() {
        return failure.isEmpty();
    }

    /** The end of the console, and of what xl, Xen and dom0 said. */
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

    /** What was allowed, one line for each, and a blank line behind them; nothing where nothing was. */
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
