// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A GRUB image for Xen, with the same bytes as grub-mkimage writes.
 *
 * <p>Source: "Image format"; "Two stages" for second stages.
 *
 * @param platform the platform
 * @param kernel GRUB's kernel
 * @param numbers the numbering of its object types
 * @param objects modules, memdisk, config, prefix, in the order of {@link ObjectType}
 * @param secondStage whether a page before its kernel lets another GRUB start it too; PVH only
 */
public record Image(
        Platform platform, Kernel kernel, ObjectNumbers numbers, List<ImageObject> objects, boolean secondStage) {
    /** Largest image that is written or read, in bytes. No 32-bit field of the format overflows below this size. */
    public static final long MAX_BYTES = 1L << 30;

    /** Copies the list. */
    public Image {
        objects = List.copyOf(objects);
    }

    /**
     * Takes an image apart.
     *
     * @throws BadInput in the same cases as {@link ImageFile#read}
     */
    public static Image read(Bytes file) throws BadInput {
        return ImageFile.read(file).image();
    }

    /**
     * The same bytes, with the object types that a kernel of GRUB 2.14 or later sees in them. An empty object of type 6
     * disables the shim lock up to 2.12, and is a device tree since 2.14. If no other object shows the numbering, a
     * read image gets the one of 2.12.
     */
    public Image asOf214() {
        if (numbers == ObjectNumbers.SINCE_2_14
                || content(ObjectType.DEVICE_TREE).isPresent()) {
            return this;
        }
        List<ImageObject> renumbered = objects.stream()
                .map(object -> object.type() == ObjectType.DISABLE_SHIM_LOCK
                        ? new ImageObject(ObjectType.DEVICE_TREE, object.content())
                        : object)
                .toList();
        return new Image(platform, kernel, ObjectNumbers.SINCE_2_14, renumbered, secondStage);
    }

    /** The content of the object of a type that an image contains at most once. */
    public Optional<Bytes> content(ObjectType type) {
        return objects.stream()
                .filter(object -> object.type() == type)
                .map(ImageObject::content)
                .findFirst();
    }

    /**
     * The parts of the image's file in their order. Each begins where the one before it ends.
     *
     * @throws BadInput if the name of a module cannot be read
     */
    public List<ImagePart> parts() throws BadInput {
        ImageLayout layout = layout();
        List<ImagePart> parts = new ArrayList<>();
        parts.add(new ImagePart("headers", layout.kernelOffset()));
        parts.add(new ImagePart("kernel", layout.modulesOffset()));
        long at = layout.modulesOffset() + modules().headerSize();
        parts.add(new ImagePart("header of the modules", at));
        for (ImageObject object : objects) {
            at += object.size(platform.elfClass().wordSize());
            String name = object.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            boolean module = object.type() == ObjectType.MODULE;
            parts.add(new ImagePart(
                    module
                            ? name + " "
                                    + ModuleFile.embedded(platform, object.content())
                                            .name()
                            : name,
                    at));
        }
        parts.add(new ImagePart("notes", layout.fileSize()));
        return parts;
    }

    /**
     * Returns this image if it is not too large.
     *
     * @throws BadInput if its file would be larger than {@link #MAX_BYTES}
     */
    public Image checkSize() throws BadInput {
        long size = layout().fileSize();
        if (size > MAX_BYTES) {
            throw new BadInput(
                    "image for " + platform, "it would have " + size + " bytes", "Put less into its memdisk.");
        }
        return this;
    }

    /** Size of the file in bytes. */
    public int size() {
        return (int) layout().fileSize();
    }

    /** Writes the image's bytes to a file that does not exist yet. */
    public void writeTo(Path fresh) throws IOException {
        Files.write(fresh, toByteArray(), StandardOpenOption.CREATE_NEW);
    }

    /** The image's bytes. */
    public byte[] toByteArray() {
        ByteBuffer out = ByteBuffer.allocate(size());
        putInto(out, false);
        return out.array();
    }

    /**
     * Puts the image's bytes at the start of a buffer, and sets the buffer's limit to their end.
     *
     * @param shared whether the buffer already contains kernel and modules, from another image that has the same ones
     */
    public void putInto(ByteBuffer buffer, boolean shared) {
        ImageLayout layout = layout();
        ByteBuffer out = buffer.clear().limit(size()).order(ByteOrder.LITTLE_ENDIAN);
        layout.writeTablesTo(out);
        out.position((int) layout.kernelOffset());
        if (!shared) {
            kernel.content().writeTo(out);
        }
        out.position((int) layout.modulesOffset());
        modules().writeTo(out, shared);
        out.put(new byte[(int) layout.notesOffset() - out.position()]);
        XenNotes.writeTo(platform, out);
        out.flip();
    }

    private ModulesArea modules() {
        return new ModulesArea(platform.elfClass(), numbers, objects);
    }

    ImageLayout layout() {
        return new ImageLayout(
                platform,
                kernel.alignment(),
                kernel.content().length(),
                kernel.bss(),
                modules().size(),
                XenNotes.size(platform),
                secondStage);
    }
}
