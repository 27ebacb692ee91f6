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

/** The findings that a project accepts. Each suppression names a check and a path, with {@code *} for any characters of a path. */
public final class Suppressions {
    private static final Pattern FORM = Pattern.compile("([a-z-]+) (/?\\S.*)");

    private final Map<String, Pattern> patterns = new LinkedHashMap<>();

    /**
     * Reads lines of the form {@code check path}.
     *
     * @param where the POM element that they come from, for messages
     */
    public Suppressions(String where, List<String> lines) throws BadInput {
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

    /** Whether the project accepts a finding. */
    public boolean suppresses(Diagnostic finding) {
        return patterns.values().stream().anyMatch(pattern -> isOne(pattern, finding));
    }

    /** The lines that match no finding. */
    public List<String> unused(Collection<Diagnostic> findings) {
        return patterns.entrySet().stream()
                .filter(line -> findings.stream().noneMatch(finding -> isOne(line.getValue(), finding)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isOne(Pattern pattern, Diagnostic finding) {
        return pattern.matcher(finding.rule() + " " + path(finding)).matches();
    }

    /** The report of the goal verify, with each finding marked that the project accepts. */
    public Report report(List<Diagnostic> findings) {
        return new Report(
                "verify",
                findings.stream()
                        .map(finding -> new Report.Finding(finding, List.of(), suppresses(finding)))
                        .toList(),
                List.of());
    }

    private static String path(Diagnostic finding) {
        return finding.place() instanceof Place.InPackage place
                ? place.path()
                : finding.place().toString();
    }
}
