// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.InstalledPaths;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.archive.TarMember;
import io.github.grubxen.format.Image;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a comparison needs of a package, without the contents of its files.
 *
 * @param deb the package
 * @param size size of its file in bytes
 * @param sha256 digest of its file
 * @param control the fields of its control file
 * @param scripts the other files of its control data, by their names, without the checksums
 * @param entries its payload, by path
 */
record PackageContents(
        DebArchive deb,
        long size,
        String sha256,
        ControlParagraph control,
        NavigableMap<String, Bytes> scripts,
        NavigableMap<String, InstalledEntry> entries) {

    /** Receives an image of a package. */
    @FunctionalInterface
    interface ImageVisitor {
        /** Receives the path and bytes of an image. */
        void visit(String path, Bytes image) throws IOException;
    }

    static PackageContents of(Path file) throws IOException {
        DebArchive deb = new DebArchive(file);
        NavigableMap<String, Bytes> scripts = new TreeMap<>();
        deb.visitControl((member, content) -> {
            String name = InstalledPaths.plain(member.name());
            if (member.isFile() && !name.equals("control") && !name.equals("md5sums")) {
                scripts.put(name, Bytes.readAll(file + ": " + name, content, DebArchive.CONTROL_LIMIT));
            }
        });
        PackageTree limits = new PackageTree();
        NavigableMap<String, InstalledEntry> entries = new TreeMap<>();
        deb.visitData((member, content) -> {
            limits.admit(file.toString(), member);
            entries.put(InstalledPaths.plain(member.name()), entry(member, content));
        });
        return new PackageContents(deb, Files.size(file), Digest.sha256(file), deb.control(), scripts, entries);
    }

    /** The file's name. */
    String fileName() {
        return String.valueOf(deb.file().getFileName());
    }

    /** Name and architecture, which a newer version of the package keeps. */
    String name() {
        return control.get("Package").orElse("") + " "
                + control.get("Architecture").orElse("");
    }

    /** The images in it, by their paths. */
    NavigableMap<String, StoredImage> images() {
        NavigableMap<String, StoredImage> images = new TreeMap<>();
        entries.forEach((path, entry) -> {
            if (entry.isImage()) {
                images.put(path, new StoredImage(deb.file(), entry.size(), entry.value()));
            }
        });
        return images;
    }

    /** Reads images again and passes each to a visitor. */
    void readImages(Collection<String> paths, ImageVisitor visitor) throws IOException {
        if (!paths.isEmpty()) {
            deb.visitData((member, content) -> {
                String path = InstalledPaths.plain(member.name());
                if (member.isFile() && paths.contains(path)) {
                    visitor.visit(path, Bytes.readAll(deb.file() + ": /" + path, content, Image.MAX_BYTES));
                }
            });
        }
    }

    private static InstalledEntry entry(TarMember member, InputStream content) throws IOException {
        if (!member.isFile()) {
            return InstalledEntry.of(member);
        }
        FoundFile found = FoundFile.of(member.name(), member.size(), content);
        return InstalledEntry.of(member, found.sha256(), found.isImage());
    }
}
