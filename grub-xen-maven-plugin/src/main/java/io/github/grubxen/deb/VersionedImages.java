package io.github.grubxen.deb;

import io.github.grubxen.archive.ControlParagraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Images under names with their version in them, in a package with the version in its name, so that several lie side by side; and
 * a package of links under the plain names, which moves a host from one version to the next.
 *
 * @param name of the package of links
 * @param version of both
 * @param folder of the images, without its first slash
 */
public record VersionedImages(String name, String version, String folder) {
    private static final int FILE = 0644;

    /** Name of the package that has the images. */
    public String packageName() {
        return name + "-" + version.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9+.-]", "-");
    }

    /** The images under their versioned names. */
    public List<PackageEntry> images(List<Path> images) {
        List<PackageEntry> entries = new ArrayList<>();
        for (Path image : images) {
            entries.add(file(folder + "/" + versioned(image), image));
        }
        return entries;
    }

    /** Links to them under the images' own names. */
    public List<PackageEntry> links(List<Path> images) {
        List<PackageEntry> entries = new ArrayList<>();
        for (Path image : images) {
            entries.add(new PackageEntry.Link(folder + "/" + image.getFileName(), versioned(image)));
        }
        return entries;
    }

    /** The fields of the package of links: it needs the one with the images, in this version. */
    public ControlParagraph depending(ControlParagraph control) {
        String needed = packageName() + " (= " + version + ")";
        return control.with(
                "Depends",
                control.get("Depends").map(more -> needed + ", " + more).orElse(needed));
    }

    /** Images under their own names in a folder. */
    public static List<PackageEntry> plain(String folder, List<Path> images) {
        return images.stream()
                .map(image -> file(folder + "/" + image.getFileName(), image))
                .toList();
    }

    /** The version before the file's ending; an epoch's colon is nothing for a file name. */
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
