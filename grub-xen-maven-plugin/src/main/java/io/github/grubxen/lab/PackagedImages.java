// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.config.Template;
import io.github.grubxen.format.ImageFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The images in package files, as a host would get them. */
public final class PackagedImages {
    /** File names of images: for hosts, and, as in Xen's boot protocol, in guests. */
    private static final Pattern NAME = Pattern.compile(".*\\.(bin|elf)");

    private PackagedImages() {}

    /**
     * All images of some packages, in the packages' order, with their file names, or with their paths if two files have the
     * same name. Symbolic links to images are ignored.
     *
     * @throws BadInput if there is no image, if one is damaged, or if two have the same path
     */
    public static List<BootCase.Kernel> read(List<Path> debs) throws IOException {
        Map<String, BootCase.Kernel> found = new LinkedHashMap<>();
        for (Path deb : debs) {
            DebArchive archive = new DebArchive(deb);
            PackageTree tree = archive.tree();
            List<String> named =
                    tree.files().stream().filter(NAME.asMatchPredicate()).toList();
            archive.read(tree, named, (paths, content) -> {
                Bytes bytes = Bytes.readAll(deb + ": /" + paths.get(0), content, DebArchive.FILE_LIMIT);
                for (String path : paths) {
                    add("/" + path, bytes, deb, found);
                }
            });
        }
        List<BootCase.Kernel> images = named(found);
        if (images.isEmpty()) {
            throw new BadInput(
                    "grub-xen:boot",
                    "no image in " + debs,
                    "Run the goal grub-xen:deb first, with images in its package.");
        }
        return images;
    }

    /** The images with unique names. */
    private static List<BootCase.Kernel> named(Map<String, BootCase.Kernel> images) {
        List<BootCase.Kernel> named = new ArrayList<>();
        images.forEach((path, image) -> {
            boolean only = images.values().stream()
                            .filter(other -> other.fileName().equals(image.fileName()))
                            .count()
                    == 1;
            String name = only ? image.fileName() : path.substring(1).replace('/', '-');
            named.add(new BootCase.Kernel(name, image.platform(), image.content()));
        });
        return named;
    }

    private static void add(String path, Bytes bytes, Path deb, Map<String, BootCase.Kernel> images) throws BadInput {
        Platform platform;
        try {
            platform = ImageFile.read(bytes).image().platform();
        } catch (BadInput e) {
            if (path.startsWith("/usr/lib/")) {
                throw e;
            }
            return; // not an image
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (images.putIfAbsent(path, new BootCase.Kernel(name, platform, bytes)) != null) {
            throw new BadInput(
                    deb,
                    "another of the packages contains " + path + " too",
                    "Name packages that can be installed together.");
        }
    }

    /** Whether an image's config looks for the guest's own grub.cfg. */
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
