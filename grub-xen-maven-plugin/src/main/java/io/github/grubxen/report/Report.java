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
 * @param guests the guests that were checked, if there were many; none for other goals
 */
public record Report(String goal, List<Finding> findings, List<Case> cases, List<Guest> guests) {
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

    /**
     * One guest that was checked.
     *
     * @param file name of its configuration's file
     * @param name the guest's name
     * @param verdict the verdict in a word, such as {@code boots}
     * @param unknown what was not checked, each as a sentence
     */
    public record Guest(String file, String name, String verdict, List<String> unknown) {
        /** Copies the list. */
        public Guest {
            unknown = List.copyOf(unknown);
        }
    }

    /** Copies the lists. */
    public Report {
        findings = List.copyOf(findings);
        cases = List.copyOf(cases);
        guests = List.copyOf(guests);
    }

    /** A report of a goal that checks no guests. */
    public Report(String goal, List<Finding> findings, List<Case> cases) {
        this(goal, findings, cases, List.of());
    }
}
