// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Images whose names contain their version, in a package whose name contains it too, so that several versions can be installed
 * side by side. A package of links with the plain names moves a host from one version to the next.
 *
 * @param name name of the package of links
 * @param version version of both packages
 * @param directory directory of the images, without its leading slash
 */
public record VersionedImages(String name, String version, String directory) {
    private static final int FILE = 0644;

    private static final List<String> RELATIONS = List.of(
            "Essential",
            "Protected",
            "Pre-Depends",
            "Depends",
            "Recommends",
            "Suggests",
            "Enhances",
            "Conflicts",
            "Breaks",
            "Replaces",
            "Provides",
            "Tag");

    /**
     * Name of the package with the images, which differs for each version. A character that a name cannot contain is replaced
     * by two characters that no version here contains.
     */
    public String packageName() {
        return name + "-" + version.toLowerCase(Locale.ROOT).replace("~", "..").replace(":", "--");
    }

    /**
     * Checks that the version can be part of a package's name.
     *
     * @param where the POM element, for messages
     */
    public VersionedImages check(String where) throws BadInput {
        if (version.contains("..") || version.contains("--")) {
            throw new BadInput(
                    where,
                    "'" + version + "' has two dots or hyphens in a row, which stand for ~ and : in the package's name",
                    "Set a version of the packages without them.");
        }
        return this;
    }

    /**
     * The fields of the package with the images. It does not get the POM's relations to other packages, because these are about
     * the plain names in the other package. With them, two versions could not be installed side by side.
     */
    public BinaryControl fieldsOfImages(BinaryControl control) {
        ControlParagraph fields = control.fields()
                .with("Package", packageName())
                .with("Source", control.get("Source").orElse(name));
        for (String field : RELATIONS) {
            fields = fields.without(field);
        }
        return new BinaryControl(packageName(), control.version(), control.architecture(), fields);
    }

    /** The images under their versioned names. */
    public List<PackageEntry> images(List<Path> images) {
        List<PackageEntry> entries = new ArrayList<>();
        for (Path image : images) {
            entries.add(file(directory + "/" + versioned(image), image));
        }
        return entries;
    }

    /** Links to them under the images' own names. */
    public List<PackageEntry> links(List<Path> images) {
        List<PackageEntry> entries = new ArrayList<>();
        for (Path image : images) {
            entries.add(new PackageEntry.Link(directory + "/" + image.getFileName(), versioned(image)));
        }
        return entries;
    }

    /** The fields of the package of links. It depends on this version of the package with the images. */
    public BinaryControl depending(BinaryControl control) {
        String needed = packageName() + " (= " + version + ")";
        return control.with(
                "Depends",
                control.get("Depends").map(more -> needed + ", " + more).orElse(needed));
    }

    /** Images under their own names in a directory. */
    public static List<PackageEntry> plain(String directory, List<Path> images) {
        return images.stream()
                .map(image -> file(directory + "/" + image.getFileName(), image))
                .toList();
    }

    /**
     * The file name with the version before its suffix, without the epoch, because its colon is not suitable for a file
     * name.
     */
    private String versioned(Path image) {
        String file = String.valueOf(image.getFileName());
        int dot = file.lastIndexOf('.');
        String part = "-" + version.replace(':', '_');
        return dot <= 0 ? file + part : file.substring(0, dot) + part + file.substring(dot);
    }

    private static PackageEntry file(String path, Path image) {
        return new PackageEntry.RegularFile(path, FILE, PackageEntry.Content.ofOwn(image));
    }
}
