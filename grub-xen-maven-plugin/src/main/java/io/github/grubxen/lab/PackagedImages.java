package io.github.grubxen.lab;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.image.BakedConfig;
import io.github.grubxen.image.ImageFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The images that packages bring, read out of the packed files: what a host would get. */
public final class PackagedImages {
    /** Where images for hosts lie. */
    private static final String FOLDER = "usr/lib/grub-xen/";

    private static final String SUFFIX = ".bin";
    private static final long LIMIT = 1 << 26;

    private PackagedImages() {}

    /**
     * All images of some packages, in the packages' order.
     *
     * @throws BadInput when there is none, one is damaged, or two have the same name
     */
    public static List<BootCase.Kernel> read(List<Path> debs) throws IOException {
        List<BootCase.Kernel> images = new ArrayList<>();
        for (Path deb : debs) {
            new DebArchive(deb).visitData((entry, content) -> {
                String path = entry.getName().replaceFirst("^\\.?/", "");
                if (entry.isFile() && path.startsWith(FOLDER) && path.endsWith(SUFFIX)) {
                    String name = path.substring(FOLDER.length());
                    if (images.stream().anyMatch(image -> image.fileName().equals(name))) {
                        throw new BadInput(deb, "/" + path + " is in another package too", "Delete old packages.");
                    }
                    Bytes bytes = Bytes.readAll(deb + ": " + path, content, LIMIT);
                    images.add(new BootCase.Kernel(
                            name, ImageFile.read(bytes).image().platform(), bytes));
                }
            });
        }
        if (images.isEmpty()) {
            throw new BadInput(
                    "grub-xen:boot",
                    debs.isEmpty() ? "the project has no packages" : "no image in /" + FOLDER + " of " + debs,
                    "Run the goal grub-xen:deb before, with images in its package.");
        }
        return images;
    }

    /** Whether an image has the config that looks for the guest's own grub.cfg. */
    static boolean handsOver(BootCase.Kernel image) {
        String config = new String(BakedConfig.guestConfig().toArray(), StandardCharsets.ISO_8859_1);
        return new String(image.content().toArray(), StandardCharsets.ISO_8859_1).contains(config);
    }
}
