// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImageFile;
import io.github.grubxen.format.ImageObject;
import io.github.grubxen.format.MemdiskArchive;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.Place;
import io.github.grubxen.module.ModuleFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The parts of an image as files: {@code kernel}, {@code modules/NAME.mod}, {@code config}, {@code prefix}, {@code keys/1.gpg}
 * and so on, {@code device-tree.dtb}, {@code memdisk} and, for a tar archive, {@code memdisk-files/}.
 */
public final class ImageParts {
    private static final String BY_HAND =
            "Read the report without extracting the parts. It has everything except the bytes.";

    private ImageParts() {}

    /**
     * Extracts an image into a directory that does not exist or is empty. If anything fails, nothing is written.
     *
     * @throws BadInput if the directory is not empty, if the file is not an image, or if a path in the memdisk leads
     *     out of the directory, occurs twice or is below a file
     */
    public static void extract(Bytes file, Path directory) throws IOException {
        if (Files.exists(directory)
                && !(Files.isDirectory(directory) && Directories.list(directory).isEmpty())) {
            throw new BadInput(directory, "something is there already", "Name a directory that does not exist yet.");
        }
        Image image = ImageFile.read(file).image();
        AtomicFile.replaceDirectory(directory, fresh -> {
            Files.createDirectories(fresh);
            write(fresh, "kernel", image.kernel().content());
            int keys = 0;
            for (ImageObject object : image.objects()) {
                Bytes content = object.content();
                switch (object.type()) {
                    case MODULE -> {
                        ModuleFile module = ModuleFile.embedded(image.platform(), content);
                        write(fresh, "modules/" + module.name() + ".mod", module.content());
                    }
                    case PUBLIC_KEY -> write(fresh, "keys/" + ++keys + ".gpg", content);
                    case MEMDISK -> {
                        write(fresh, "memdisk", content);
                        extractMemdisk(file.name(), content, fresh.resolve("memdisk-files"));
                    }
                    case DEVICE_TREE -> write(fresh, "device-tree.dtb", content);
                    case CONFIG -> write(fresh, "config", content);
                    case PREFIX -> write(fresh, "prefix", content);
                    case DISABLE_SHIM_LOCK, DISABLE_CLI -> {
                        // these objects have no content
                    }
                }
            }
        });
    }

    private static void extractMemdisk(String image, Bytes memdisk, Path directory) throws IOException {
        MemdiskArchive.<IOException>visit(memdisk, (entry, content) -> {
            String name = entry.getName().replaceFirst("^(\\./+)+", "");
            if (MemdiskArchive.isRegular(entry)) {
                writeMember(image, directory, name, content);
            }
        });
    }

    private static void writeMember(String image, Path directory, String name, Bytes content) throws IOException {
        String member = image + ", '" + name + "' in its memdisk";
        if (!name.matches("[^/\\x00]+(/[^/\\x00]+)*") || ("/" + name + "/").matches("(?s).*/\\.\\.?/.*")) {
            throw new BadInput(member, "no path below the directory of the memdisk's files", BY_HAND);
        }
        Directories.checkName(member, name);
        try {
            write(directory, name, content);
        } catch (FileAlreadyExistsException e) {
            throw new BadInput(member, "occurs twice, or is below a file", BY_HAND);
        } catch (InvalidPathException e) {
            throw new BadInput(
                    member,
                    "the name cannot be represented in this locale's encoding (" + e.getReason() + ")",
                    BY_HAND);
        } catch (FileSystemException e) {
            throw BadInput.of(new Place.File(member), "cannot be written", e, BY_HAND);
        }
    }

    private static void write(Path directory, String name, Bytes content) throws IOException {
        Path file = directory.resolve(name);
        Path parent = directory;
        for (Path part : Path.of(name)) {
            parent = parent.resolve(part);
            if (Files.exists(parent) && (parent.equals(file) || !Files.isDirectory(parent))) {
                throw new FileAlreadyExistsException(name);
            }
        }
        Files.createDirectories(directory.resolve(name).resolveSibling("."));
        Files.write(file, content.toArray());
    }
}
