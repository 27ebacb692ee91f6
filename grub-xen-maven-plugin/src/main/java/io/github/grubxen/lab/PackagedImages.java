package io.github.grubxen.lab;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.image.ImageFile;
import io.github.grubxen.image.Template;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The images that packages bring, read out of the packed files: what a host would get. */
public final class PackagedImages {
    /** What images are called: for hosts, and, as Xen's boot protocol has it, in guests. */
    private static final Pattern NAME = Pattern.compile(".*\\.(bin|elf)");

    private static final long LIMIT = 1 << 26;

    private PackagedImages() {}

    /**
     * All images of some packages, in the packages' order.
     *
     * @throws BadInput when there is none, one is damaged, or two have the same name
     */
    public static List<BootCase.Kernel> read(List<Path> debs) throws IOException {
        Map<String, BootCase.Kernel> images = new LinkedHashMap<>();
        for (Path deb : debs) {
            new DebArchive(deb).visitData((entry, content) -> {
                String path = "/" + entry.getName().replaceFirst("^\\.?/", "");
                if (entry.isFile() && NAME.matcher(path).matches()) {
                    Bytes bytes = Bytes.readAll(deb + ": " + path, content, LIMIT);
                    add(path, bytes, deb, images);
                }
            });
        }
        if (images.isEmpty()) {
            throw new BadInput(
                    "grub-xen:boot",
                    "no image in " + debs,
                    "Run the goal grub-xen:deb before, with images in its package.");
        }
        return List.copyOf(images.values());
    }

    private static void add(String path, Bytes bytes, Path deb, Map<String, BootCase.Kernel> images) throws BadInput {
        Platform platform;
        try {
            platform = ImageFile.read(bytes).image().platform();
        } catch (BadInput e) {
            if (path.startsWith("/usr/lib/")) {
                throw e;
            }
            return; // of another kind
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (images.putIfAbsent(name, new BootCase.Kernel(name, platform, bytes)) != null) {
            throw new BadInput(deb, path + " has a name that another image has too", "Delete old packages.");
        }
    }

    /** Whether an image has a config that looks for the guest's own grub.cfg, whatever it does where there is none. */
    static boolean handsOver(BootCase.Kernel image) throws BadInput {
        String content = image.content().latin1();
        for (Template template : List.of(Template.GUEST_CONFIG, Template.SECOND_STAGE)) {
            String config = template.filled().latin1();
            if (content.contains(config.substring(0, config.indexOf("\nset last=")))) {
                return true;
            }
        }
        return false;
    }
}
