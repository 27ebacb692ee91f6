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
 * The two packages of Debian's split: grub-xen-host with the images for the host, grub-xen-bin with the module trees.
 *
 * @param metadata the metadata of both packages
 */
public record DebianSplit(PackageMetadata metadata) {
    private static final String HOST = "grub-xen-host";
    private static final String BIN = "grub-xen-bin";
    private static final String IMAGES = "usr/lib/grub-xen/";
    private static final String TREES = "usr/lib/grub/";
    private static final int FILE = 0644;
    private static final int SCRIPT = 0755;

    /**
     * Steps for the documentation directory. In Debian's own grub-xen-bin it is a link to the directory of grub-common,
     * or of grub2-common since 2.14, and dpkg would write through the link into that directory.
     */
    private static final List<String> DOC_DIRECTORY = List.of(
            "symlink_to_dir /usr/share/doc/" + BIN + " grub-common",
            "symlink_to_dir /usr/share/doc/" + BIN + " grub2-common");

    private static final String HOST_DESCRIPTION = """
            GRUB images that boot Xen guests from the host
            Images of GRUB for Xen's toolstack to start guests with: a domain that has
            one of them as its kernel reads its boot configuration from its own disks.
            .
            They lie in /usr/lib/grub-xen: grub-x86_64-xen.bin and grub-i386-xen.bin for
            PV guests, grub-i386-xen_pvh.bin for PVH guests.""";

    private static final String BIN_DESCRIPTION = """
            GRUB's modules for Xen guests, PV and PVH
            The modules of GRUB for its platforms i386-xen, x86_64-xen and i386-xen_pvh,
            with the lists and the kernels that belong to them, in /usr/lib/grub.
            .
            The images of the package grub-xen-host are made of them; further ones can be
            made with grub-mkimage and grub-mkstandalone. Nothing is installed as a boot
            loader.""";

    /** grub-xen-host with all images of a directory. It depends on grub-xen-bin of the same version. */
    public Draft host(Path images) throws IOException {
        List<PackageEntry> entries = new ArrayList<>();
        if (Files.isDirectory(images)) {
            for (Path image : Directories.list(images)) {
                entries.add(file(IMAGES, image, FILE));
            }
        }
        if (entries.isEmpty()) {
            throw new BadInput(images, "there are no images yet", "Run the goal grub-xen:images before this one.");
        }
        BinaryControl control =
                metadata.control(HOST, HOST_DESCRIPTION).with("Depends", BIN + " (= " + metadata.version() + ")");
        return Draft.of(control, Payload.ofImages(entries));
    }

    /** grub-xen-bin with the trees of a build. */
    public Draft bin(ModulesDirectory modules) throws IOException {
        return new Draft(
                metadata.control(BIN, BIN_DESCRIPTION),
                Payload.ofTrees(trees(modules, TREES)),
                new TreeMap<>(),
                DOC_DIRECTORY,
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
