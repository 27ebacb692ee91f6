// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImageFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.InputDirectory;
import io.github.grubxen.io.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * An image, a package, or the images and packages in the directory of a build.
 *
 * @param path the file or directory
 * @param kind what it is
 * @param images the images outside of packages, by their paths below the directory
 * @param packages the packages by their names and architectures
 */
record BuildOutput(
        Path path,
        Kind kind,
        NavigableMap<String, StoredImage> images,
        NavigableMap<String, PackageContents> packages) {
    private static final String REMEDY = "Give an image, a .deb, or the directory that a build wrote them to.";

    /** The directories of a build with images, below the directory that it writes all its files to. */
    private static final List<String> PLACES = List.of("", "images", "grub-xen/images");

    /** The magic bytes of an ar archive, which a package is. */
    private static final String AR = "!<arch>\n";

    /** What is compared. */
    enum Kind {
        IMAGE("an image"),
        PACKAGE("a package"),
        DIRECTORY("a directory");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The kind with its article. */
        String words() {
            return words;
        }
    }

    /**
     * Reads a file or directory.
     *
     * @throws BadInput if it is neither an image nor a package nor a directory with any of them
     */
    static BuildOutput read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return readDirectory(path);
        }
        NavigableMap<String, StoredImage> images = new TreeMap<>();
        NavigableMap<String, PackageContents> packages = new TreeMap<>();
        if (isPackage(path)) {
            packages.put("", PackageContents.of(path));
            return new BuildOutput(path, Kind.PACKAGE, images, packages);
        }
        Bytes file = Bytes.read(path, Image.MAX_BYTES);
        ImageFile.read(file);
        images.put("", new StoredImage(path, file.length(), Digest.sha256(file)));
        return new BuildOutput(path, Kind.IMAGE, images, packages);
    }

    private static boolean isPackage(Path file) throws IOException {
        InputFile.check(file, file.toString(), REMEDY);
        try (InputStream in = Files.newInputStream(file)) {
            return Bytes.of(file.toString(), in.readNBytes(AR.length())).has(0, AR);
        }
    }

    private static BuildOutput readDirectory(Path directory) throws IOException {
        NavigableMap<String, StoredImage> images = new TreeMap<>();
        NavigableMap<String, PackageContents> packages = new TreeMap<>();
        for (String place : PLACES) {
            Path below = directory.resolve(place);
            for (Path file : InputDirectory.isThere(below) ? Directories.list(below) : List.<Path>of()) {
                if (Files.isRegularFile(file)) {
                    addFile(directory, file, images, packages);
                }
            }
        }
        if (images.isEmpty() && packages.isEmpty()) {
            throw new BadInput(directory, "no image and no package is in this directory", REMEDY);
        }
        return new BuildOutput(directory, Kind.DIRECTORY, images, packages);
    }

    private static void addFile(
            Path directory,
            Path file,
            NavigableMap<String, StoredImage> images,
            NavigableMap<String, PackageContents> packages)
            throws IOException {
        if (file.toString().endsWith(".deb")) {
            PackageContents deb = PackageContents.of(file);
            PackageContents other = packages.put(deb.name(), deb);
            if (other != null) {
                throw new BadInput(
                        file,
                        "the same package as " + other.fileName() + ", in another version",
                        "Remove one of the files, or compare the packages one by one.");
            }
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            FoundFile found = FoundFile.of(file.toString(), Files.size(file), in);
            if (found.isImage()) {
                images.put(
                        directory.relativize(file).toString(), new StoredImage(file, Files.size(file), found.sha256()));
            }
        }
    }
}
