// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.elf.ElfNote;
import io.github.grubxen.platform.Platform;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The ELF notes that identify an image to Xen and contain its entry point.
 *
 * <p>Source: "Image format", section 5; Xen's public header elfnote.h for the types.
 */
public final class XenNotes {
    static final String OWNER = "Xen";
    private static final int ENTRY = 1;
    private static final int VIRT_BASE = 3;
    private static final int XEN_VERSION = 5;
    private static final int GUEST_OS = 6;
    private static final int LOADER = 8;
    private static final int PAE_MODE = 9;
    static final int PHYS32_ENTRY = 18;

    private XenNotes() {}

    static List<ElfNote> of(Platform platform) {
        if (platform.isPvh()) {
            return List.of(note(PHYS32_ENTRY, "\0\0\u0010\0"));
        }
        String zero = "\0".repeat(platform.elfClass().wordSize());
        List<ElfNote> notes = new ArrayList<>(List.of(
                note(GUEST_OS, "GRUB\0"),
                note(LOADER, "generic\0"),
                note(XEN_VERSION, "xen-3.0\0"),
                note(ENTRY, zero),
                note(VIRT_BASE, zero)));
        if (platform.elfClass() == ElfClass.ELF32) {
            // every GRUB writes the size 12, although only four bytes follow and the notes end there
            notes.add(new ElfNote(OWNER, PAE_MODE, "yes\0", 12));
        }
        return notes;
    }

    /** The name of a note type in Xen's headers. */
    public static String name(int type) {
        return switch (type) {
            case ENTRY -> "ENTRY";
            case VIRT_BASE -> "VIRT_BASE";
            case XEN_VERSION -> "XEN_VERSION";
            case GUEST_OS -> "GUEST_OS";
            case LOADER -> "LOADER";
            case PAE_MODE -> "PAE_MODE";
            case PHYS32_ENTRY -> "PHYS32_ENTRY";
            default -> "type " + type;
        };
    }

    /** A note's text, or its number in hexadecimal. */
    public static String value(ElfNote note) {
        String description = note.description();
        if (List.of(XEN_VERSION, GUEST_OS, LOADER, PAE_MODE).contains(note.type())) {
            return description.replaceFirst("\0.*", "");
        }
        long number = 0;
        for (int i = Math.min(description.length(), Long.BYTES) - 1; i >= 0; i--) {
            number = number << Byte.SIZE | description.charAt(i);
        }
        return "0x" + Long.toHexString(number);
    }

    static int size(Platform platform) {
        return of(platform).stream().mapToInt(ElfNote::size).sum();
    }

    static void writeTo(Platform platform, ByteBuffer out) {
        of(platform).forEach(note -> note.writeTo(out));
    }

    private static ElfNote note(int type, String description) {
        return new ElfNote(OWNER, type, description);
    }
}
