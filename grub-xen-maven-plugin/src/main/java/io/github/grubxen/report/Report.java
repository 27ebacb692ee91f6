// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.report;

import io.github.grubxen.io.Diagnostic;
import java.util.List;

/**
 * What a goal found.
 *
 * @param goal the name of the goal, such as {@code lint}
 * @param findings what is wrong, in the order of the log
 * @param cases the guests that were booted; none for other goals
 */
public record Report(String goal, List<Finding> findings, List<Case> cases) {
    /**
     * One finding.
     *
     * @param diagnostic what is wrong
     * @param concerns file names of the images that it is true of; none where its place says it all
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
     * @param passed whether all that was expected appeared
     * @param milliseconds from its start to the last that was expected, or to its failure
     */
    public record Case(String name, boolean passed, long milliseconds) {}

    /** Copies the lists. */
    public Report {
        findings = List.copyOf(findings);
        cases = List.copyOf(cases);
    }
}
