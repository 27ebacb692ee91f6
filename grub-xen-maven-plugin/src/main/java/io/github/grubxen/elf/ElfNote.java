package io.github.grubxen.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One note: the owner's name, a type that the owner defines, and a description.
 *
 * @param owner the name, without its final zero
 * @param type the type
 * @param description the description's bytes, one character each
 * @param declaredSize the size field of the description, in bytes; it can differ from what follows (see "Image format",
 *     section 5)
 */
public record ElfNote(String owner, int type, String description, int declaredSize) {

    /** A note whose size field tells the truth. */
    public ElfNote(String owner, int type, String description) {
        this(owner, type, description, description.length());
    }

    /** Size in bytes with all padding. */
    public int size() {
        return 12 + pad(owner.length() + 1) + pad(description.length());
    }

    /** Writes the note, name and description padded with zeros to multiples of 4. */
    public void writeTo(ByteBuffer out) {
        out.putInt(owner.length() + 1).putInt(declaredSize).putInt(type);
        putPadded(out, owner + "\0");
        putPadded(out, description);
    }

    private static void putPadded(ByteBuffer out, String text) {
        out.put(text.getBytes(StandardCharsets.ISO_8859_1));
        out.put(new byte[pad(text.length()) - text.length()]);
    }

    private static int pad(int size) {
        return (size + 3) & ~3;
    }
}
