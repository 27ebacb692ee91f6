package io.github.grubxen.lab;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a case.
 *
 * @param bootCase the case
 * @param failure what is wrong; nothing when it passed
 * @param achieved the last that was expected and came
 * @param time from the command to start the guest to that, or to the failure
 * @param transcript the guest's console as text
 */
public record CaseResult(
        BootCase bootCase, Optional<String> failure, String achieved, Duration time, String transcript) {

    /** Whether all that had to appear did. */
    public boolean passed() {
        return failure.isEmpty();
    }

    /** The end of the console. */
    public String lastLines() {
        return XenMachine.tail(transcript);
    }

    /** The result on one line. */
    public String line() {
        String seconds = String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        String which = bootCase.kind() + " " + bootCase.name() + ": ";
        return failure.map(problem -> "FAIL " + which + problem + " (" + seconds + ")")
                .orElse("PASS " + which + achieved + " in " + seconds);
    }
}
