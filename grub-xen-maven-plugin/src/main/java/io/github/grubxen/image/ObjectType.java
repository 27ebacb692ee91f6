package io.github.grubxen.image;

import io.github.grubxen.io.BadInput;

/**
 * Kinds of objects in an image, in the order in which they lie there.
 *
 * <p>Source: "Image format", section 4.
 */
public enum ObjectType {
    /** A module's file. */
    MODULE(0),
    /** A file system for {@code (memdisk)}, in whole sectors. */
    MEMDISK(1),
    /** Commands that the kernel runs before anything else, zero-terminated. */
    CONFIG(2),
    /** Folder of GRUB's files, zero-terminated. */
    PREFIX(3);

    private static final int SECTOR = 512;

    private final int number;

    ObjectType(int number) {
        this.number = number;
    }

    static ObjectType of(String where, long number) throws BadInput {
        for (ObjectType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        throw new BadInput(
                where, "an object of type " + number + ", which is not known", "Is it a GRUB image for Xen?");
    }

    /** The number in the object's header. */
    public int number() {
        return number;
    }

    /** Bytes that a content takes: with its final zero where it has one, and padding. */
    long space(long content, int wordSize) {
        return switch (this) {
            case MODULE -> Align.up(content, wordSize);
            case MEMDISK -> Align.up(content, SECTOR);
            case CONFIG, PREFIX -> Align.up(content + 1, wordSize);
        };
    }
}
