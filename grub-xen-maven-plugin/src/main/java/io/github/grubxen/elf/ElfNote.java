// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.elf;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An ELF note: the owner's name, a type that the owner defines, and a description.
 *
 * @param owner the name, without its final zero
 * @param type the type
 * @param description the description's bytes, one character each
 * @param declaredSize the size field of the description, in bytes; it can differ from the real size (see "Image
 *     format", section 5)
 */
public record ElfNote(String owner, int type, String description, int declaredSize) {
    private static final int HEADER = 12;

    /** A note with a correct size field. */
    public ElfNote(String owner, int type, String description) {
        this(owner, type, description, description.length());
    }

    /**
     * Reads the notes of a part of a file.
     *
     * @throws BadInput if the part ends within a note's header or name; a description that extends beyond the part is
     *     cut off
     */
    public static List<ElfNote> readAll(Bytes part) throws BadInput {
        List<ElfNote> notes = new ArrayList<>();
        long at = 0;
        while (at < part.length()) {
            long nameSize = part.u32(at);
            long declared = part.u32(at + 4);
            int type = (int) part.u32(at + 8);
            String owner = part.slice(at + HEADER, nameSize).text(0);
            long description = at + HEADER + pad(nameSize);
            Bytes content = part.slice(description, Math.min(declared, part.length() - description));
            notes.add(new ElfNote(owner, type, content.latin1(), (int) declared));
            at = description + pad(content.length());
        }
        return notes;
    }

    /** Size in bytes with all padding. */
    public int size() {
        return (int) (HEADER + pad(owner.length() + 1) + pad(description.length()));
    }

    /** Writes the note. Name and description are padded with zeros to multiples of 4 bytes. */
    public void writeTo(ByteBuffer out) {
        out.putInt(owner.length() + 1).putInt(declaredSize).putInt(type);
        putPadded(out, owner + "\0");
        putPadded(out, description);
    }

    private static void putPadded(ByteBuffer out, String text) {
        out.put(text.getBytes(StandardCharsets.ISO_8859_1));
        out.put(new byte[(int) pad(text.length()) - text.length()]);
    }

    private static long pad(long size) {
        return (size + 3) & ~3L;
    }
}
