// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package's changelog in Debian's format.
 *
 * <p>Source: deb-changelog(5).
 *
 * @param text all entries, the newest first
 */
public record Changelog(String text) {
    private static final Pattern HEAD =
            Pattern.compile("([a-z0-9][a-z0-9+.-]+) \\(([^()\\s]+)\\)((?: [a-zA-Z0-9.-]+)+);( \\S+=\\S+,?)+\\s*");

    private static final Pattern TRAILER = Pattern.compile(
            " -- [^<>]+ <[^<>]*>  (?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?[ 0-9]?[0-9] [A-Z][a-z]{2} [0-9]{4}"
                    + " [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}(?: \\([^()]*\\))?\\s*");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH);

    /** The distribution of an entry that is not meant for an archive. */
    public static final String UNRELEASED = "UNRELEASED";

    /**
     * A changelog of one entry.
     *
     * @param distribution the suites that this version goes to, separated by blanks, or {@link #UNRELEASED}
     * @param line what it says
     * @param time of the entry, seconds since the epoch
     */
    public static Changelog of(
            String name, String version, String distribution, String line, String maintainer, long time) {
        return new Changelog(name + " (" + version + ") " + distribution + "; urgency=medium\n\n  * " + line
                + "\n\n -- " + maintainer + "  "
                + TIME.format(Instant.ofEpochSecond(time).atOffset(ZoneOffset.UTC)) + "\n");
    }

    /**
     * Reads a changelog, and puts an entry for this build on top where the file has none of its source and version.
     *
     * @throws BadInput when a line is not in Debian's format
     */
    public static Changelog read(
            Bytes file, String name, String version, String distribution, String line, String maintainer, long time)
            throws BadInput {
        String text = file.utf8();
        check(file, text.lines().toList());
        Matcher newest = newest(text);
        boolean there = newest.matches()
                && newest.group(1).equals(name)
                && newest.group(2).equals(version);
        return new Changelog((there ? "" : of(name, version, distribution, line, maintainer, time).text + "\n") + text);
    }

    /** Name of the source package that a changelog is of. */
    public static Optional<String> source(Bytes file) {
        Matcher newest = newest(file.utf8());
        return newest.matches() ? Optional.of(newest.group(1)) : Optional.empty();
    }

    private static Matcher newest(String text) {
        return HEAD.matcher(
                text.lines().filter(line -> !line.isBlank()).findFirst().orElse(""));
    }

    /** The bytes. */
    public Bytes bytes() {
        return Bytes.of("changelog", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void check(Bytes file, List<String> lines) throws BadInput {
        boolean inEntry = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String expected = null;
            if (line.isBlank() || (inEntry && line.startsWith("  ")) || (!inEntry && line.startsWith("#"))) {
                continue;
            }
            if (!inEntry && !HEAD.matcher(line).matches()) {
                expected = "'package (version) distribution; urgency=medium'";
            } else if (inEntry && !TRAILER.matcher(line).matches()) {
                expected =
                        "' -- Name <address>  Mon, 23 Nov 2026 00:00:00 +0000' or a line that begins with two blanks";
            }
            if (expected != null) {
                throw new BadInput(
                        file.name() + ":" + (i + 1), "not Debian's changelog format", "Expected " + expected + ".");
            }
            inEntry = !inEntry;
        }
        if (inEntry || lines.isEmpty()) {
            throw new BadInput(
                    file.name(), "its last entry does not end", "End it with a line ' -- Name <address>  date'.");
        }
    }
}
