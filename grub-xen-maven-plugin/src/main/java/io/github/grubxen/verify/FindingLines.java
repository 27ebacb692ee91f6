// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Findings as lines. The number of lines for a check in a package is limited, because a hundred thousand bad entries
 * usually have one cause.
 */
public final class FindingLines {
    /** Maximum number of lines for one check of a package. */
    public static final int MAX_LINES = 100;

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int total;

    /** The line of a finding. Empty if its check has reached the limit. */
    public Optional<String> add(Diagnostic finding) {
        total++;
        int count = counts.merge(deb(finding) + ": [" + finding.rule() + "]", 1, Integer::sum);
        return count > MAX_LINES ? Optional.empty() : Optional.of(finding.line());
    }

    private static String deb(Diagnostic finding) {
        return finding.place() instanceof Place.InPackage place
                ? place.deb()
                : finding.place().toString();
    }

    /** A line for each check with more findings than were shown. */
    public List<String> rest() {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > MAX_LINES)
                .map(count ->
                        count.getKey() + " and " + (count.getValue() - MAX_LINES) + " more findings of this check")
                .toList();
    }

    /** The number of all findings. */
    public int total() {
        return total;
    }

    /** The number of all findings in words. */
    public String count() {
        return total == 1 ? "one problem" : total + " problems";
    }
}
