// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import io.github.grubxen.io.Utf8;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a changelog line by line. It accepts every changelog that dpkg-parsechangelog reads without a warning, and a time
 * zone's name in the last line of an entry.
 *
 * <p>Source: deb-changelog(5); the behaviour of dpkg-parsechangelog 1.21 and 1.22, with which ChangelogTest compares.
 */
final class ChangelogFormat {
    private static final Pattern HEAD = Pattern.compile("(?<source>[a-z0-9][a-z0-9+.-]+) \\((?<version>[^()\\s]+)\\)"
            + "(?:[ \\t]+[a-zA-Z0-9][a-zA-Z0-9+.-]*)+;(?<keys>.*)");

    private static final Pattern KEY = Pattern.compile(
            "urgency=\\s*[a-z0-9-]+(?:\\s.*)?|binary-only=\\s*yes|x[bcs]+-[a-z0-9-]+=\\s*\\S.*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TRAILER =
            Pattern.compile(" -- [^<>]+ <[^<>\\s]*>  (?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\\s*)?"
                    + " ?(?:0?[1-9]|[12][0-9]|3[01]) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4}"
                    + " (?:[01]?[0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9] [+-][0-9]{4}(?: \\([^()]*\\))?\\s*");

    /** Comments and keywords for version control, which dpkg skips. */
    private static final Pattern COMMENT = Pattern.compile("# .*|/\\*.*\\*/.*|\\$\\w+:.*\\$.*");

    /** The line after which all lines are for an editor. */
    private static final Pattern LAST =
            Pattern.compile("(?:(?:;;\\s*)?Local variables:|vim:).*", Pattern.CASE_INSENSITIVE);

    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}&&[^\\t\\f]]");

    private static final Pattern EMPTY_LINES = Pattern.compile("(?:[ \\t]*\\r?\\n)+");

    private final String file;
    private int number;
    private boolean inEntry;
    private boolean hasChanges;
    private boolean hasEntries;

    private ChangelogFormat(String file) {
        this.file = file;
    }

    /**
     * The text without the empty lines at its start.
     *
     * @throws BadInput if the text is not UTF-8, or if a line is not in the format
     */
    static String checked(Bytes file) throws BadInput {
        String text = Utf8.text(file);
        ChangelogFormat format = new ChangelogFormat(file.name());
        for (String line : text.split("\n", -1)) {
            format.number++;
            String content = line.stripTrailing();
            if (!format.inEntry && LAST.matcher(content).matches() && format.hasEntries) {
                break;
            }
            format.read(content);
        }
        if (format.inEntry || !format.hasEntries) {
            throw new BadInput(
                    file.name(),
                    format.inEntry ? "its last entry does not end" : "has no entry",
                    "End each entry with a line ' -- Name <address>  date'.");
        }
        Matcher empty = EMPTY_LINES.matcher(text);
        return empty.lookingAt() ? text.substring(empty.end()) : text;
    }

    /** Matches the first line of the newest entry; no match if there is no entry. */
    static Matcher newest(String text) {
        return HEAD.matcher(text.lines()
                .filter(line -> !line.isBlank() && !COMMENT.matcher(line).matches())
                .findFirst()
                .orElse("")
                .stripTrailing());
    }

    private void read(String line) throws BadInput {
        Matcher unfit = UNFIT.matcher(line);
        if (unfit.find()) {
            throw bad(
                    String.format(
                            "has the control character U+%04X in it",
                            (int) unfit.group().charAt(0)),
                    "Remove the character: it is invisible.");
        }
        if (line.isBlank() || COMMENT.matcher(line).matches()) {
            return;
        }
        if (inEntry) {
            readInEntry(line);
        } else {
            readHead(line);
        }
    }

    private void readHead(String line) throws BadInput {
        Matcher head = HEAD.matcher(line);
        if (!head.matches()) {
            throw bad("not Debian's changelog format", "Write 'package (version) distribution; urgency=medium'.");
        }
        DebVersion.check(place(), head.group("version"));
        Set<String> keys = new HashSet<>();
        for (String key : List.of(head.group("keys").strip().split("\\s*,\\s*", -1))) {
            boolean known = KEY.matcher(key).matches();
            if (!known || !keys.add(key.substring(0, key.indexOf('=')).toLowerCase(Locale.ROOT))) {
                throw bad(
                        "'" + key + "' " + (known ? "is given twice" : "is not an option of an entry"),
                        "Write 'urgency=medium' after the semicolon.");
            }
        }
        inEntry = true;
        hasEntries = true;
        hasChanges = false;
    }

    private void readInEntry(String line) throws BadInput {
        boolean end = TRAILER.matcher(line).matches();
        if (!end && !line.matches("\\s{2,}.*")) {
            throw bad(
                    "not Debian's changelog format",
                    "Write ' -- Name <address>  Mon, 23 Nov 2026 00:00:00 +0000' or a line that begins with two blanks.");
        }
        if (end && !hasChanges) {
            throw bad("the entry says nothing", "Write a line above that begins with '  * '.");
        }
        hasChanges = true;
        inEntry = !end;
    }

    private BadInput bad(String problem, String remedy) {
        return new BadInput(place(), problem, remedy);
    }

    private Place place() {
        return new Place.WholeLine(file, number);
    }
}
