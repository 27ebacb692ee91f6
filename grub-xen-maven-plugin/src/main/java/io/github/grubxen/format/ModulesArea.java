// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of an image after the kernel: a header and the objects.
 *
 * <p>Source: "Image format", section 4.
 */
record ModulesArea(ElfClass elfClass, ObjectNumbers numbers, List<ImageObject> objects) {
    private static final int MAGIC = 0x676d696d;
    private static final String DAMAGED = "The image is damaged.";

    /** An object with the type number in its header. */
    private record Raw(long type, Bytes content) {}

    static ModulesArea read(ElfClass elfClass, Bytes area) throws BadInput {
        List<Raw> raws = readRaw(elfClass, area);
        ObjectNumbers numbers = numbers(raws);
        List<ImageObject> objects = new ArrayList<>();
        for (Raw raw : raws) {
            Place place = raw.content().place(-ImageObject.HEADER);
            ObjectType type = ObjectType.of(place, numbers, raw.type());
            long size = raw.content().length();
            if (!type.isText() && type.declared(size, elfClass.wordSize()) != size) {
                throw new BadInput(place, "an object " + type + " of " + size + " bytes, without its padding", DAMAGED);
            }
            if (type.isSingle() && objects.stream().anyMatch(object -> object.type() == type)) {
                throw new BadInput(place, "a second object " + type + ", of which GRUB reads one", DAMAGED);
            }
            objects.add(new ImageObject(type, type.isText() ? raw.content().withoutTrailingZeros() : raw.content()));
        }
        return new ModulesArea(elfClass, numbers, objects);
    }

    private static List<Raw> readRaw(ElfClass elfClass, Bytes area) throws BadInput {
        int header = headerSize(elfClass);
        int word = elfClass.wordSize();
        if (area.u32(0) != MAGIC
                || elfClass.word(area, header - 2L * word) != header
                || elfClass.word(area, header - word) != area.length()) {
            throw new BadInput(area.place(0), "no modules where a GRUB image has them", "Is it a GRUB image for Xen?");
        }
        List<Raw> raws = new ArrayList<>();
        long at = header;
        while (at < area.length()) {
            long size = area.u32(at + 4);
            if (size < ImageObject.HEADER) {
                throw new BadInput(area.place(at), "an object of " + size + " bytes", DAMAGED);
            }
            raws.add(new Raw(area.u32(at), area.slice(at + ImageObject.HEADER, size - ImageObject.HEADER)));
            at += Align.up(size, word);
        }
        return raws;
    }

    /** Only 2.14 and later have the types 7 and 8. Type 6 is empty up to 2.12, and has a content since 2.14. */
    private static ObjectNumbers numbers(List<Raw> raws) {
        boolean since = raws.stream()
                .anyMatch(raw ->
                        raw.type() > 6 || (raw.type() == 6 && raw.content().length() > 0));
        return since ? ObjectNumbers.SINCE_2_14 : ObjectNumbers.UP_TO_2_12;
    }

    long size() {
        long size = headerSize(elfClass);
        for (ImageObject object : objects) {
            size += object.size(elfClass.wordSize());
        }
        return size;
    }

    /** Writes the area. With {@code shared}, the buffer already contains the modules, and they are skipped. */
    void writeTo(ByteBuffer out, boolean shared) {
        out.putInt(MAGIC);
        out.put(new byte[headerSize(elfClass) - 4 - 2 * elfClass.wordSize()]);
        elfClass.putWord(out, headerSize(elfClass));
        elfClass.putWord(out, size());
        for (ImageObject object : objects) {
            if (shared && object.type() == ObjectType.MODULE) {
                out.position(out.position() + (int) object.size(elfClass.wordSize()));
            } else {
                object.writeTo(out, elfClass.wordSize(), numbers);
            }
        }
    }

    /** Bytes before the first object. */
    int headerSize() {
        return headerSize(elfClass);
    }

    private static int headerSize(ElfClass elfClass) {
        return 3 * elfClass.wordSize();
    }
}
