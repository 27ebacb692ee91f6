// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A file that contained the modules, their source or their copyright file, or a patch of the source.
 *
 * @param kind the kind of file
 * @param name name of the package, or of a file that is not a package
 * @param version version of the package; empty if the file is not a package
 * @param architecture architecture of the package; empty if the file is not a package
 * @param size in bytes
 * @param sha256 64 lower-case digits
 */
public record LockedFile(Kind kind, String name, String version, String architecture, long size, String sha256) {
    /** The name of a file, in a form that the lock file can contain. */
    static final Pattern FILE_NAME = Pattern.compile("[^\\s/\\p{Cntrl}](?:[^/\\p{Cntrl}]*[^\\s/\\p{Cntrl}])?");

    /** A kind of file. */
    public enum Kind {
        /** A binary package. */
        PACKAGE(LockFormat.PACKAGE),
        /** A file that is not a package: an archive of modules, or a file of a source. */
        FILE(LockFormat.FILE),
        /** A patch, which is applied to the source. */
        PATCH(LockFormat.PATCH);

        private final String field;

        Kind(String field) {
            this.field = field;
        }

        /** The field of the lock that contains the file's name. */
        String field() {
            return field;
        }
    }

    /** A package file, described by its control file. */
    static LockedFile ofPackage(Path deb) throws IOException {
        BinaryControl control =
                BinaryControl.of(Place.of(deb), new DebArchive(deb).control(), "Get the package again.");
        return new LockedFile(
                Kind.PACKAGE,
                control.name(),
                control.version(),
                control.architecture(),
                Files.size(deb),
                Digest.sha256(deb));
    }

    /**
     * A file of another kind.
     *
     * @throws BadInput if the lock file cannot contain the file's name
     */
    static LockedFile of(Kind kind, Path file) throws IOException {
        String name = Directories.name(file);
        if (!FILE_NAME.matcher(name).matches()) {
            throw new BadInput(file, "this name cannot be written to a lock file", "Rename the file.");
        }
        return new LockedFile(kind, name, "", "", Files.size(file), Digest.sha256(file));
    }

    boolean isPackage() {
        return kind == Kind.PACKAGE;
    }

    /** The package with its version, or the name of the file. */
    @Override
    public String toString() {
        return isPackage() ? name + " " + version : name;
    }

    ControlParagraph toParagraph() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(kind.field(), name);
        if (isPackage()) {
            fields.put(LockFormat.VERSION, version);
            fields.put(LockFormat.ARCHITECTURE, architecture);
        }
        fields.put(LockFormat.SIZE, Long.toString(size));
        fields.put(LockFormat.SHA256, sha256);
        return new ControlParagraph(fields);
    }
}
