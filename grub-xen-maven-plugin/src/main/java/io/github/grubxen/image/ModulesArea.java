package io.github.grubxen.image;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of an image behind the kernel: a header and the objects.
 *
 * <p>Source: "Image format", section 4.
 */
record ModulesArea(ElfClass elfClass, List<ImageObject> objects) {
    private static final int MAGIC = 0x676d696d;

    static ModulesArea read(ElfClass elfClass, Bytes area) throws BadInput {
        int header = headerSize(elfClass);
        int word = elfClass.wordSize();
        if (area.u32(0) != MAGIC
                || elfClass.word(area, header - 2L * word) != header
                || elfClass.word(area, header - word) != area.length()) {
            throw new BadInput(area.name(), "no modules where a GRUB image has them", "Is it a GRUB image for Xen?");
        }
        List<ImageObject> objects = new ArrayList<>();
        for (long at = header; at < area.length(); ) {
            ObjectType type = ObjectType.of(area.name(), area.u32(at));
            long size = area.u32(at + 4);
            if (size < ImageObject.HEADER) {
                throw new BadInput(area.name(), "an object of " + size + " bytes", "The image is damaged.");
            }
            Bytes content = area.slice(at + ImageObject.HEADER, size - ImageObject.HEADER);
            boolean text = type == ObjectType.CONFIG || type == ObjectType.PREFIX;
            objects.add(new ImageObject(type, text ? content.withoutTrailingZeros() : content));
            at += Align.up(size, word);
        }
        return new ModulesArea(elfClass, objects);
    }

    long size() {
        long size = headerSize(elfClass);
        for (ImageObject object : objects) {
            size += object.size(elfClass.wordSize());
        }
        return size;
    }

    void writeTo(ByteBuffer out) {
        out.putInt(MAGIC);
        out.put(new byte[headerSize(elfClass) - 4 - 2 * elfClass.wordSize()]);
        elfClass.putWord(out, headerSize(elfClass));
        elfClass.putWord(out, size());
        for (ImageObject object : objects) {
            object.writeTo(out, elfClass.wordSize());
        }
    }

    private static int headerSize(ElfClass elfClass) {
        return 3 * elfClass.wordSize();
    }
}
