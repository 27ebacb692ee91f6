// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A package's changelog in Debian's format.
 *
 * <p>Source: deb-changelog(5).
 *
 * @param text all entries, the newest first
 */
public record Changelog(String text) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH);

    /** The distribution of an entry that is not for an archive. */
    public static final String UNRELEASED = "UNRELEASED";

    /**
     * A changelog with one entry.
     *
     * @param distribution the suites for this version, separated by blanks, or {@link #UNRELEASED}
     * @param line the text of its only change
     * @param time time of the entry, in seconds since the epoch
     */
    public static Changelog of(
            String name, String version, String distribution, String line, String maintainer, long time) {
        return new Changelog(name + " (" + version + ") " + distribution + "; urgency=medium\n\n  * " + line
                + "\n\n -- " + maintainer + "  "
                + TIME.format(Instant.ofEpochSecond(time).atOffset(ZoneOffset.UTC)) + "\n");
    }

    /**
     * Reads a changelog. If it has no entry for this build's source and version, adds one at the top.
     *
     * @throws BadInput if the file is not UTF-8, or if a line is not in Debian's format
     */
    public static Changelog read(
            Bytes file, String name, String version, String distribution, String line, String maintainer, long time)
            throws BadInput {
        String text = ChangelogFormat.checked(file);
        Matcher newest = ChangelogFormat.newest(text);
        boolean there = newest.matches()
                && newest.group("source").equals(name)
                && newest.group("version").equals(version);
        return new Changelog((there ? "" : of(name, version, distribution, line, maintainer, time).text + "\n") + text);
    }

    /** Name of the source package of a changelog. */
    public static Optional<String> source(Bytes file) {
        Matcher newest = ChangelogFormat.newest(file.utf8());
        return newest.matches() ? Optional.of(newest.group("source")) : Optional.empty();
    }

    /** The bytes. */
    public Bytes bytes() {
        return Bytes.of("changelog", text.getBytes(StandardCharsets.UTF_8));
    }
}
