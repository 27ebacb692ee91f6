package io.github.grubxen.deb;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Folders;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.ModulesFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The two packages of Debian's split: grub-xen-host with the images for the host, grub-xen-bin with the module trees.
 *
 * @param release what both have in common
 */
public record DebianSplit(Release release) {
    private static final String HOST = "grub-xen-host";
    private static final String BIN = "grub-xen-bin";
    private static final String IMAGES = "usr/lib/grub-xen/";
    private static final String TREES = "usr/lib/grub/";
    private static final int FILE = 0644;
    private static final int SCRIPT = 0755;

    /** Debian's own grub-xen-bin has a link to grub-common there, through which dpkg would write into that package. */
    private static final String DOC_FOLDER = """
            #!/bin/sh
            set -e
            dpkg-maintscript-helper symlink_to_dir /usr/share/doc/%s grub-common -- "$@"
            """;

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

    /** grub-xen-host with all the images of a folder; needs grub-xen-bin of the same version. */
    public PackageRecipe host(Path images) throws IOException {
        List<PackageEntry> entries = new ArrayList<>();
        if (Files.isDirectory(images)) {
            for (Path image : Folders.list(images)) {
                entries.add(file(IMAGES, image, FILE));
            }
        }
        if (entries.isEmpty()) {
            throw new BadInput(images, "there are no images yet", "Run the goal grub-xen:images before this one.");
        }
        ControlParagraph control =
                release.control(HOST, HOST_DESCRIPTION).with("Depends", BIN + " (= " + release.version() + ")");
        return recipe(control, entries, Overrides.forImages(HOST), new TreeMap<>());
    }

    /** grub-xen-bin with the trees of a build. */
    public PackageRecipe bin(ModulesFolder modules) throws IOException {
        SortedMap<String, Bytes> scripts = new TreeMap<>();
        for (String name : List.of("preinst", "postinst", "postrm")) {
            scripts.put(name, Bytes.of(name, DOC_FOLDER.formatted(BIN).getBytes(StandardCharsets.UTF_8)));
        }
        return recipe(release.control(BIN, BIN_DESCRIPTION), trees(modules, TREES), Overrides.forModules(BIN), scripts);
    }

    /** The trees of a build, each in a folder of its platform's name. */
    public static List<PackageEntry> trees(ModulesFolder modules, String into) throws IOException {
        List<PackageEntry> entries = new ArrayList<>();
        for (Platform platform : modules.platforms()) {
            for (Path file : Folders.list(modules.path().resolve(platform.id()))) {
                entries.add(file(into + platform + "/", file, file.endsWith("modinfo.sh") ? SCRIPT : FILE));
            }
        }
        return entries;
    }

    private PackageRecipe recipe(
            ControlParagraph control, List<PackageEntry> payload, Bytes overrides, SortedMap<String, Bytes> scripts)
            throws IOException {
        String name = control.get("Package").orElseThrow();
        List<PackageEntry> entries = new ArrayList<>(payload);
        entries.addAll(release.documentation(name, Optional.of(overrides)).entries(name, release.version()));
        return PackageRecipe.of(
                name, control, new PackageContents(entries), scripts, release.compression(), release.time());
    }

    private static PackageEntry file(String folder, Path file, int mode) {
        return new PackageEntry.RegularFile(folder + file.getFileName(), mode, PackageEntry.Content.of(file));
    }
}
