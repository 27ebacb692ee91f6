// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.archive.ControlParagraph;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A .changes file: the list of files that an archive should accept.
 *
 * <p>Source: deb-changes(5); order and form of the fields as dpkg-genchanges writes them.
 *
 * @param set the packages
 * @param entry the changelog entry, with the suites
 * @param files the packages and their accompanying files
 * @param time time of the upload, in seconds since the epoch
 */
public record ChangesFile(PackageSet set, ChangelogEntry entry, List<UploadedFile> files, long time) {
    /** RFC 5322 in English, the form of the fields Date and Build-Date. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /** Copies the list. */
    public ChangesFile {
        files = List.copyOf(files);
    }

    /** A time in the form of deb-changelog(5), in UTC. */
    static String date(long time) {
        return DATE.format(Instant.ofEpochSecond(time).atOffset(ZoneOffset.UTC));
    }

    /** The file's text. */
    public String toText() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Format", "1.8");
        fields.put("Date", date(time));
        fields.put("Source", set.source().name());
        fields.put("Binary", set.binary());
        fields.put("Architecture", set.architectures());
        fields.put("Version", set.source().version());
        fields.put("Distribution", entry.distribution());
        fields.put("Urgency", entry.urgency());
        fields.put("Maintainer", set.first().field("Maintainer"));
        fields.put("Changed-By", entry.author());
        fields.put("Description", descriptions());
        fields.put("Changes", entry.changes());
        fields.put("Checksums-Sha1", UploadedFile.list(files, file -> file.line(file.sha1())));
        fields.put("Checksums-Sha256", UploadedFile.list(files, file -> file.line(file.sha256())));
        fields.put(
                "Files",
                UploadedFile.list(
                        files,
                        file -> String.join(
                                " ",
                                file.md5(),
                                Long.toString(file.size()),
                                file.section(),
                                file.priority(),
                                file.name())));
        return new ControlParagraph(fields).toText();
    }

    private String descriptions() {
        return set.packages().stream()
                .map(deb -> String.format(Locale.ROOT, "\n%-10s - %.65s", deb.field("Package"), deb.summary()))
                .distinct()
                .collect(Collectors.joining());
    }
}
