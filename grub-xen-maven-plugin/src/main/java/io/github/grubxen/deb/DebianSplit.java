// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.ModulesDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Two packages, split as in Debian: one with the images for the host, one with the module trees.
 *
 * @param metadata the metadata of both packages
 * @param names the names and paths of both packages
 */
public record DebianSplit(PackageMetadata metadata, SplitNames names) {
    private static final int FILE = 0644;
    private static final int SCRIPT = 0755;

    /** The package with all images of a directory. It depends on the other package of the same version. */
    public Draft host(Path images) throws IOException {
        List<PackageEntry> entries = new ArrayList<>();
        if (Files.isDirectory(images)) {
            for (Path image : Directories.list(images)) {
                entries.add(file(names.images(), image, FILE));
            }
        }
        if (entries.isEmpty()) {
            throw new BadInput(images, "there are no images yet", "Run the goal grub-xen:images before this one.");
        }
        BinaryControl control = metadata.control(names.host(), names.hostDescription())
                .with("Depends", names.bin() + " (= " + metadata.version() + ")");
        return Draft.of(control, Payload.ofImages(entries));
    }

    /** The package with the trees of a build. */
    public Draft bin(ModulesDirectory modules) throws IOException {
        return new Draft(
                metadata.control(names.bin(), names.binDescription()),
                Payload.ofTrees(trees(modules, names.trees())),
                new TreeMap<>(),
                names.links(),
                Texts.NONE);
    }

    /** The trees of a build, each in a directory with the name of its platform. */
    public static List<PackageEntry> trees(ModulesDirectory modules, String into) throws IOException {
        List<PackageEntry> entries = new ArrayList<>();
        for (Platform platform : modules.platforms()) {
            for (Path file : Directories.list(modules.path().resolve(platform.id()))) {
                entries.add(file(into + platform + "/", file, file.endsWith("modinfo.sh") ? SCRIPT : FILE));
            }
        }
        return entries;
    }

    private static PackageEntry file(String directory, Path file, int mode) {
        return new PackageEntry.RegularFile(directory + file.getFileName(), mode, PackageEntry.Content.of(file));
    }
}
