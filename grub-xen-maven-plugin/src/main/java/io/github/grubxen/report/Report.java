// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.report;

import io.github.grubxen.io.Diagnostic;
import java.util.List;

/**
 * The findings of a goal.
 *
 * @param goal the name of the goal, such as {@code lint}
 * @param findings the findings, in the order of the log
 * @param cases the guests that were booted; none for other goals
 */
public record Report(String goal, List<Finding> findings, List<Case> cases) {
    /**
     * One finding.
     *
     * @param diagnostic the problem
     * @param concerns file names of the affected images; empty if the place names them
     * @param suppressed whether the project accepts the finding
     */
    public record Finding(Diagnostic diagnostic, List<String> concerns, boolean suppressed) {
        /** Copies the list. */
        public Finding {
            concerns = List.copyOf(concerns);
        }
    }

    /**
     * One guest that was booted.
     *
     * @param name the name of the case
     * @param passed whether all expected texts appeared
     * @param milliseconds time from its start to the last expected text, or to its failure
     */
    public record Case(String name, boolean passed, long milliseconds) {}

    /** Copies the lists. */
    public Report {
        findings = List.copyOf(findings);
        cases = List.copyOf(cases);
    }
}
