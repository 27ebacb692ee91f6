// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImageFile;
import io.github.grubxen.format.ImageObject;
import io.github.grubxen.format.MemdiskArchive;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.inspect.GrubVersion;
import io.github.grubxen.inspect.Inspection;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.platform.Platform;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parts of an image that decide on a guest.
 *
 * @param name name of the image's file
 * @param size size of the file in bytes
 * @param platform the image's platform
 * @param release GRUB's release, such as 2.06-13+deb12u2; empty if nothing in the image tells it
 * @param embedded the embedded modules by name; all of them are loaded
 * @param memdisk the modules in the memdisk by name; a config loads them with insmod
 * @param files the files in the memdisk by path, without modules, decompressed
 * @param early the early config, which runs first
 * @param prefix GRUB's prefix
 */
public record GuestImage(
        String name,
        int size,
        Platform platform,
        Optional<String> release,
        Map<String, ModuleFile> embedded,
        Map<String, ModuleFile> memdisk,
        Map<String, Bytes> files,
        Optional<Bytes> early,
        String prefix) {

    /** Copies the maps. */
    public GuestImage {
        embedded = Map.copyOf(embedded);
        memdisk = Map.copyOf(memdisk);
        files = Map.copyOf(files);
    }

    /**
     * Reads an image.
     *
     * @throws BadInput if it is not a GRUB image for Xen, or is damaged
     */
    public static GuestImage of(Bytes file) throws BadInput {
        Image image = ImageFile.read(file).image();
        Map<String, ModuleFile> embedded = new TreeMap<>();
        for (ImageObject object : image.objects()) {
            if (object.type() == ObjectType.MODULE) {
                ModuleFile module = ModuleFile.embedded(image.platform(), object.content());
                embedded.put(module.name(), module);
            }
        }
        Map<String, ModuleFile> memdisk = new TreeMap<>();
        Map<String, Bytes> files = new TreeMap<>();
        String directory = "boot/grub/" + image.platform() + "/";
        Optional<Bytes> disk = image.content(ObjectType.MEMDISK);
        if (disk.isPresent()) {
            MemdiskArchive.<BadInput>visit(disk.get(), (entry, content) -> {
                if (entry.getName().startsWith(directory) && entry.getName().endsWith(".mod")) {
                    add(memdisk, image.platform(), content);
                } else if (MemdiskArchive.isRegular(entry)) {
                    files.put(
                            "/" + entry.getName().replaceFirst("^(\\./|/)+", ""), MemdiskArchive.decompressed(content));
                }
            });
        }
        GrubVersion version = Inspection.of(file).grub();
        return new GuestImage(
                file.name(),
                file.length(),
                image.platform(),
                Optional.ofNullable(version).map(GrubVersion::version),
                embedded,
                memdisk,
                files,
                image.content(ObjectType.CONFIG).map(GuestImage::text),
                image.content(ObjectType.PREFIX).map(text -> text(text).utf8()).orElse(""));
    }

    /** A text of the image, up to its final zero. */
    private static Bytes text(Bytes object) {
        int zero = object.indexOf(0);
        byte[] text = zero < 0 ? object.toArray() : Arrays.copyOf(object.toArray(), zero);
        return Bytes.of(object.name() + ", its early config", text);
    }

    private static void add(Map<String, ModuleFile> modules, Platform platform, Bytes content) {
        try {
            ModuleFile module = ModuleFile.embedded(platform, MemdiskArchive.decompressed(content));
            modules.put(module.name(), module);
        } catch (BadInput e) {
            // compressed with lzo, or not a module: GRUB may load it, but nothing can be told of it
        }
    }

    /** A module of the image, loaded or in its memdisk. */
    Optional<ModuleFile> module(String module) {
        return Optional.ofNullable(embedded.getOrDefault(module, memdisk.get(module)));
    }

    /** Whether a module is loaded when the image starts. */
    boolean isLoaded(String module) {
        return embedded.containsKey(module);
    }

    /** The image in a sentence, such as "x86_64-xen, GRUB 2.12-9". */
    public String summary() {
        return platform + ", GRUB " + release.orElse("of an unknown release");
    }
}
