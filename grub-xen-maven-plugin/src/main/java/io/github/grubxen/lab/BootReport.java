// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import io.github.grubxen.report.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The results of cases as a report: each guest, and a finding for each that failed. */
public final class BootReport {
    private static final String RULE = "boot";

    private BootReport() {}

    /**
     * The report.
     *
     * @param consoles the directory of the consoles
     */
    public static Report of(List<CaseResult> results, Path consoles) {
        List<Report.Finding> findings = new ArrayList<>();
        List<Report.Case> cases = new ArrayList<>();
        for (CaseResult result : results) {
            String name = result.bootCase().name();
            cases.add(new Report.Case(name, result.passed(), result.time().toMillis()));
            Place place = new Place.Named("case '" + name + "'");
            String remedy = "Its complete console is in " + consoles + ".";
            result.failure()
                    .map(problem -> new Diagnostic(place, RULE, Diagnostic.Severity.ERROR, problem, remedy))
                    .ifPresent(failure -> findings.add(new Report.Finding(failure, List.of(), false)));
        }
        return new Report("boot", findings, cases);
    }
}
