// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.DecompressingStream;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.deb.DebVersion;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A finished package file, as far as an upload tells of it.
 *
 * @param file the file
 * @param control the fields of its control file, of which Package, Version, Architecture and Maintainer are there
 */
public record FinishedPackage(Path file, ControlParagraph control) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9./+-]+");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+.:~%_-]*\\.deb");
    private static final Pattern SOURCE = Pattern.compile("(?<name>\\S+)(?: \\((?<version>[^()\\s]+)\\))?");

    /** Largest changelog that is looked into, in bytes. */
    private static final int CHANGELOG_LIMIT = 4 << 20;

    /** A source package. */
    public record Source(String name, String version) {}

    /**
     * Reads a package.
     *
     * @throws BadInput when it is none, or lacks a field that an upload needs, or a field or the file's name cannot stand
     *     in a .changes file
     */
    public static FinishedPackage read(Path deb) throws IOException {
        ControlParagraph control = new DebArchive(deb).control();
        FinishedPackage read = new FinishedPackage(deb, control);
        check(deb, "Package", read.field("Package"), NAME);
        check(deb, "Architecture", read.field("Architecture"), NAME);
        check(deb, "Maintainer", read.field("Maintainer"), Pattern.compile("[^\n]+"));
        check(deb, "Source", read.source().name(), NAME);
        check(deb, "Section", control.get("Section").orElse("-"), WORD);
        check(deb, "Priority", control.get("Priority").orElse("-"), WORD);
        DebVersion.check(deb + ", field Version", read.field("Version"));
        DebVersion.check(deb + ", field Source", read.source().version());
        check(deb, "name", read.fileName(), FILE_NAME);
        return read;
    }

    /** Name of its file, without directories. */
    public String fileName() {
        return String.valueOf(file.getFileName());
    }

    /** A field that is there in every package. */
    public String field(String name) {
        return control.get(name).orElse("");
    }

    /** The source package that it says it is built from: of its own name and version where it does not say. */
    public Source source() {
        Matcher source = SOURCE.matcher(control.get("Source").orElse(field("Package")));
        if (!source.matches()) {
            return new Source("", "");
        }
        String version = source.group("version");
        return new Source(source.group("name"), version == null ? field("Version") : version);
    }

    /** The first line of its description. */
    public String summary() {
        return field("Description").lines().findFirst().orElse("");
    }

    /** The newest entry of the changelog that it installs, where it is about this version of its source. */
    public Optional<ChangelogEntry> changelog() throws IOException {
        String directory = "usr/share/doc/" + field("Package") + "/";
        DebArchive archive = new DebArchive(file);
        PackageTree tree = archive.tree();
        for (String name : List.of("changelog.Debian.gz", "changelog.gz")) {
            Optional<Bytes> compressed = archive.find(tree, directory + name, CHANGELOG_LIMIT);
            Optional<ChangelogEntry> entry = compressed.isPresent()
                    ? ChangelogEntry.newest(
                            decompressed(directory + name, compressed.get()).utf8())
                    : Optional.empty();
            if (entry.isPresent()
                    && new Source(entry.get().source(), entry.get().version()).equals(source())) {
                return entry;
            }
        }
        return Optional.empty();
    }

    private Bytes decompressed(String path, Bytes compressed) throws IOException {
        String where = file + ": /" + path;
        try (InputStream in = DecompressingStream.open(where, path, compressed.openStream(), CHANGELOG_LIMIT)) {
            return Bytes.readAll(where, in, CHANGELOG_LIMIT);
        }
    }

    private static void check(Path deb, String what, String value, Pattern pattern) throws BadInput {
        if (!pattern.matcher(value).matches()) {
            throw new BadInput(
                    deb + ", field " + what, "'" + value + "' cannot stand in a .changes file", "Correct the package.");
        }
    }
}
