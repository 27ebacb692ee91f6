package io.github.grubxen.deb;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Folders;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.GrubOrigin;
import io.github.grubxen.source.ModulesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The two packages of Debian's split: grub-xen-host with the images for the host, grub-xen-bin with the module trees.
 *
 * @param origin what the modules were built from
 * @param version of both packages
 * @param maintainer name and address
 * @param homepage of the project, if it has one
 * @param time of everything in the packages, seconds since the epoch
 */
public record DebianSplit(GrubOrigin origin, String version, String maintainer, Optional<String> homepage, long time) {
    private static final String HOST = "grub-xen-host";
    private static final String BIN = "grub-xen-bin";
    private static final String IMAGES = "usr/lib/grub-xen/";
    private static final String TREES = "usr/lib/grub/";
    private static final int FILE = 0644;
    private static final int SCRIPT = 0755;

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
        ControlParagraph control = control(HOST, HOST_DESCRIPTION).with("Depends", BIN + " (= " + version + ")");
        return new PackageRecipe(control, new PackageContents(entries), time);
    }

    /** grub-xen-bin with the trees of a build. */
    public PackageRecipe bin(ModulesFolder modules) throws IOException {
        List<PackageEntry> entries = new ArrayList<>();
        for (Platform platform : modules.platforms()) {
            for (Path file : Folders.list(modules.path().resolve(platform.id()))) {
                entries.add(file(TREES + platform + "/", file, file.endsWith("modinfo.sh") ? SCRIPT : FILE));
            }
        }
        return new PackageRecipe(control(BIN, BIN_DESCRIPTION), new PackageContents(entries), time);
    }

    private ControlParagraph control(String name, String description) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Package", name);
        fields.put("Version", version);
        fields.put("Architecture", "amd64");
        fields.put("Maintainer", maintainer);
        fields.put("Built-Using", origin.source() + " (= " + origin.version() + ")");
        fields.put("Section", "admin");
        fields.put("Priority", "optional");
        fields.put("Multi-Arch", "foreign");
        homepage.ifPresent(page -> fields.put("Homepage", page));
        fields.put("Description", description);
        return new ControlParagraph(fields);
    }

    private static PackageEntry file(String folder, Path file, int mode) {
        return new PackageEntry.RegularFile(folder + file.getFileName(), mode, PackageEntry.Content.of(file));
    }
}
