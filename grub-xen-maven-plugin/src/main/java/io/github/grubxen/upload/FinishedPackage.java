// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.DecompressingStream;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.archive.SourcePackage;
import io.github.grubxen.deb.DebVersion;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A finished package file, with the data for an upload.
 *
 * @param file the file
 * @param control the fields of its control file, including Maintainer
 * @param source the source package that it was built from
 */
public record FinishedPackage(Path file, BinaryControl control, SourcePackage source) {
    private static final Pattern NAME = Pattern.compile(SourcePackage.NAME);
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9./+-]+");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+.:~%_-]*\\.deb");
    private static final String REMEDY = "Correct the package.";

    /** Maximum size of a changelog that is read, in bytes. */
    private static final int CHANGELOG_LIMIT = 4 << 20;

    /**
     * Reads a package.
     *
     * @throws BadInput if the file is not a package, lacks a field that an upload needs, or has a field or name that a .changes
     *     file cannot contain
     */
    public static FinishedPackage read(Path deb) throws IOException {
        BinaryControl control = BinaryControl.of(Place.of(deb), new DebArchive(deb).control(), REMEDY);
        Place sourceField = new Place.Named(deb + ", field Source");
        SourcePackage source = SourcePackage.of(sourceField, control);
        FinishedPackage read = new FinishedPackage(deb, control, source);
        check(deb, "Package", control.name(), NAME);
        check(deb, "Architecture", control.architecture(), NAME);
        check(deb, "Maintainer", read.field("Maintainer"), Pattern.compile("[^\n]+"));
        check(deb, "Section", control.get("Section").orElse("-"), WORD);
        check(deb, "Priority", control.get("Priority").orElse("-"), WORD);
        DebVersion.check(deb + ", field Version", control.version());
        DebVersion.check(sourceField, source.version());
        check(deb, "name", read.fileName(), FILE_NAME);
        return read;
    }

    /** Name of its file, without directories. */
    public String fileName() {
        return String.valueOf(file.getFileName());
    }

    /** The value of a field that every package has. */
    public String field(String name) {
        return control.get(name).orElse("");
    }

    /** The first line of its description. */
    public String summary() {
        return field("Description").lines().findFirst().orElse("");
    }

    /** The newest entry of its changelog, if the entry is about this version of its source. */
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
                    && new SourcePackage(entry.get().source(), entry.get().version()).equals(source)) {
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
            throw new BadInput(deb + ", field " + what, "'" + value + "' cannot stand in a .changes file", REMEDY);
        }
    }
}
