// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of a changelog.
 *
 * <p>Source: deb-changelog(5).
 *
 * @param source the source package
 * @param version its version
 * @param distribution one or more suites
 * @param urgency its urgency, such as medium
 * @param lines the changes, without the empty lines before and after them
 * @param author its author, as in {@code Name <address>}
 */
public record ChangelogEntry(
        String source, String version, String distribution, String urgency, List<String> lines, String author) {
    private static final Pattern HEAD =
            Pattern.compile("(?<source>[A-Za-z0-9][A-Za-z0-9+.-]+) \\((?<version>[^()\\s]+)\\)"
                    + "(?<distribution>(?:[ \\t]+[A-Za-z0-9][A-Za-z0-9+.-]*)+);(?<keys>.*)");

    private static final Pattern URGENCY = Pattern.compile("(?i)\\burgency=\\s*([a-z0-9-]+)");

    private static final Pattern TRAILER = Pattern.compile(" -- (?<author>[^<>]+ <[^<>\\s]*>)  .+");

    /** Copies the list. */
    public ChangelogEntry {
        lines = List.copyOf(lines);
    }

    /** The first entry of a changelog. Empty if the text is not a changelog in Debian's format. */
    public static Optional<ChangelogEntry> newest(String changelog) {
        List<String> lines =
                new ArrayList<>(changelog.lines().map(String::stripTrailing).toList());
        while (!lines.isEmpty() && lines.get(0).matches("|# .*|/\\*.*\\*/.*|\\$\\w+:.*\\$.*")) {
            lines.remove(0);
        }
        Matcher head = HEAD.matcher(lines.isEmpty() ? "" : lines.get(0));
        for (int i = 1; i < lines.size() && head.matches(); i++) {
            Matcher trailer = TRAILER.matcher(lines.get(i));
            if (trailer.matches()) {
                Matcher urgency = URGENCY.matcher(head.group("keys"));
                return Optional.of(new ChangelogEntry(
                        head.group("source"),
                        head.group("version"),
                        head.group("distribution").strip().replaceAll("\\s+", " "),
                        urgency.find() ? urgency.group(1) : "medium",
                        withoutEmptyEnds(lines.subList(1, i)),
                        trailer.group("author")));
            }
        }
        return Optional.empty();
    }

    /** A copy for other suites. */
    public ChangelogEntry to(String suites) {
        return new ChangelogEntry(source, version, suites, urgency, lines, author);
    }

    /** The field Changes: an empty first line, the entry's head, and its lines. */
    String changes() {
        StringBuilder text = new StringBuilder(
                "\n" + source + " (" + version + ") " + distribution + "; urgency=" + urgency + "\n.");
        lines.forEach(line -> text.append('\n').append(line.isEmpty() ? "." : line));
        return text.toString();
    }

    private static List<String> withoutEmptyEnds(List<String> lines) {
        int first = 0;
        int end = lines.size();
        while (first < end && lines.get(first).isEmpty()) {
            first++;
        }
        while (end > first && lines.get(end - 1).isEmpty()) {
            end--;
        }
        return lines.subList(first, end);
    }
}
