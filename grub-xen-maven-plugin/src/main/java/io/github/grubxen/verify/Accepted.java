// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import io.github.grubxen.report.Report;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Findings that a project means to have, each named by its check and path, with {@code *} for any characters of a path. */
public final class Accepted {
    private static final Pattern FORM = Pattern.compile("([a-z-]+) (/?\\S.*)");

    private final Map<String, Pattern> patterns = new LinkedHashMap<>();

    /**
     * Reads lines of the form {@code check path}.
     *
     * @param where the POM element that they come from, for messages
     */
    public Accepted(String where, List<String> lines) throws BadInput {
        for (String line : lines) {
            if (!FORM.matcher(line.strip()).matches()) {
                throw new BadInput(
                        where,
                        "'" + line + "' names no finding",
                        "Write its check and path, as in tar-modes /usr/bin/x.");
            }
            patterns.put(
                    line.strip(), Pattern.compile(Pattern.quote(line.strip()).replace("*", "\\E.*\\Q")));
        }
    }

    /** Whether a finding is accepted. */
    public boolean accepts(Diagnostic finding) {
        return patterns.values().stream().anyMatch(pattern -> isOne(pattern, finding));
    }

    /** The lines that accept none of the findings. */
    public List<String> unused(Collection<Diagnostic> findings) {
        return patterns.entrySet().stream()
                .filter(line -> findings.stream().noneMatch(finding -> isOne(line.getValue(), finding)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isOne(Pattern pattern, Diagnostic finding) {
        return pattern.matcher(finding.rule() + " " + path(finding)).matches();
    }

    /** Findings as a report of verify, each with whether it is accepted. */
    public Report report(List<Diagnostic> findings) {
        return new Report(
                "verify",
                findings.stream()
                        .map(finding -> new Report.Finding(finding, List.of(), accepts(finding)))
                        .toList(),
                List.of());
    }

    private static String path(Diagnostic finding) {
        return finding.place() instanceof Place.InPackage place
                ? place.path()
                : finding.place().toString();
    }
}
