package io.github.grubxen.lint;

import java.util.ArrayList;
import java.util.List;

/** A Linux that is not told its console: what it says on its way is not seen on the guest's. */
final class NoConsole {
    private NoConsole() {}

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            if (step.name().equals("linux")
                    && step.command().arguments().stream()
                            .noneMatch(word ->
                                    word.literal().isEmpty() || word.shown().startsWith("console="))) {
                findings.add(new Finding(
                        step.command().position(), "linux without console=", "Add console=hvc0 to its command line."));
            }
        }
        return findings;
    }
}
