// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;

/**
 * Types of objects in an image, in their order in the file.
 *
 * <p>Source: "Image format", section 4.
 */
public enum ObjectType {
    /** A module's file. */
    MODULE(0, 0),
    /** A public key to check signatures with. */
    PUBLIC_KEY(4, 4),
    /** A file system for {@code (memdisk)}, in whole sectors. */
    MEMDISK(1, 1),
    /** A device tree; nothing on Xen reads it. */
    DEVICE_TREE(5, 6),
    /** Disables the check through shim, which does not exist on Xen. */
    DISABLE_SHIM_LOCK(6, 7),
    /** Disables GRUB's command line; GRUB 2.14 and later. */
    DISABLE_CLI(ObjectType.UNKNOWN, 8),
    /** Commands that the kernel runs before anything else, zero-terminated. */
    CONFIG(2, 2),
    /** Directory of GRUB's files, zero-terminated. */
    PREFIX(3, 3);

    private static final int UNKNOWN = -1;
    private static final int SECTOR = 512;

    private final int upTo212;
    private final int since214;

    ObjectType(int upTo212, int since214) {
        this.upTo212 = upTo212;
        this.since214 = since214;
    }

    static ObjectType of(Place where, ObjectNumbers numbers, long number) throws BadInput {
        for (ObjectType type : values()) {
            if (type.number(numbers) == number) {
                return type;
            }
        }
        throw new BadInput(
                where, "an object of type " + number + ", which is not known", "Is it a GRUB image for Xen?");
    }

    /** The number in the object's header. */
    int number(ObjectNumbers numbers) {
        return numbers == ObjectNumbers.SINCE_2_14 ? since214 : upTo212;
    }

    /** Bytes that a content occupies in the area, including the padding and, for a text, the final zero. */
    long space(long content, int wordSize) {
        return switch (this) {
            case MEMDISK -> Align.up(content, SECTOR);
            case CONFIG, PREFIX -> Align.up(content + 1, wordSize);
            default -> Align.up(content, wordSize);
        };
    }

    /** The size of a content in the object's header, in bytes: as {@link #space}, but without padding for a key. */
    long declared(long content, int wordSize) {
        return this == PUBLIC_KEY ? content : space(content, wordSize);
    }

    /** Whether an image contains at most one object of this type. */
    boolean isSingle() {
        return this != MODULE && this != PUBLIC_KEY;
    }

    /** Whether the content ends with a zero that is not part of it. */
    boolean isText() {
        return this == CONFIG || this == PREFIX;
    }
}
