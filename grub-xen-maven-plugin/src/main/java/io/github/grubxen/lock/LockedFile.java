// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file that contained the modules or their copyright file.
 *
 * @param name name of the package, or of a file that is not a package
 * @param version version of the package; empty if the file is not a package
 * @param architecture architecture of the package; empty if the file is not a package
 * @param size in bytes
 * @param sha256 64 lower-case digits
 */
public record LockedFile(String name, String version, String architecture, long size, String sha256) {

    /** A package file, described by its control file. */
    static LockedFile ofPackage(Path deb) throws IOException {
        BinaryControl control =
                BinaryControl.of(Place.of(deb), new DebArchive(deb).control(), "Get the package again.");
        return new LockedFile(
                control.name(), control.version(), control.architecture(), Files.size(deb), Digest.sha256(deb));
    }

    /** A file that is not a package, under the given name. */
    static LockedFile of(String name, Path file) throws IOException {
        return new LockedFile(name, "", "", Files.size(file), Digest.sha256(file));
    }

    boolean isPackage() {
        return !version.isEmpty();
    }

    /** The package with its version, or the name of the file. */
    @Override
    public String toString() {
        return isPackage() ? name + " " + version : name;
    }

    ControlParagraph toParagraph() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(isPackage() ? LockFormat.PACKAGE : LockFormat.FILE, name);
        if (isPackage()) {
            fields.put(LockFormat.VERSION, version);
            fields.put(LockFormat.ARCHITECTURE, architecture);
        }
        fields.put(LockFormat.SIZE, Long.toString(size));
        fields.put(LockFormat.SHA256, sha256);
        return new ControlParagraph(fields);
    }
}
