// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Findings that a project means to have, each named by its check and path, with {@code *} for any characters of a path. */
public final class Accepted {
    private static final Pattern FORM = Pattern.compile("([a-z-]+) (/?\\S.*)");

    private final Map<String, Pattern> patterns = new LinkedHashMap<>();
    private final List<String> unused = new ArrayList<>();

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
            unused.add(line.strip());
        }
    }

    /** Whether a finding is accepted. */
    public boolean accepts(Diagnostic finding) {
        boolean accepted = false;
        for (Map.Entry<String, Pattern> pattern : patterns.entrySet()) {
            if (pattern.getValue().matcher(finding.rule() + " " + path(finding)).matches()) {
                unused.remove(pattern.getKey());
                accepted = true;
            }
        }
        return accepted;
    }

    private static String path(Diagnostic finding) {
        return finding.place() instanceof Place.InPackage place
                ? place.path()
                : finding.place().toString();
    }

    /** The lines that have accepted nothing so far. */
    public List<String> unused() {
        return List.copyOf(unused);
    }
}
