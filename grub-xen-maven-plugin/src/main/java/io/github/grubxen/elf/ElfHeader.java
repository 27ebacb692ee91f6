// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.elf;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.ByteBuffer;

/**
 * The header of an ELF file, little-endian and version 1.
 *
 * @param elfClass 32 or 64 bit
 * @param type e_type: {@link #RELOCATABLE}, {@link #EXECUTABLE}, ...
 * @param machine e_machine
 * @param entry e_entry, an address
 * @param programHeaders e_phoff, a file offset in bytes
 * @param sectionHeaders e_shoff, a file offset in bytes
 * @param programHeaderSize e_phentsize in bytes
 * @param programHeaderCount e_phnum
 * @param sectionHeaderSize e_shentsize in bytes
 * @param sectionHeaderCount e_shnum
 * @param nameSection e_shstrndx: index of the section with the sections' names
 */
public record ElfHeader(
        ElfClass elfClass,
        int type,
        int machine,
        long entry,
        long programHeaders,
        long sectionHeaders,
        int programHeaderSize,
        int programHeaderCount,
        int sectionHeaderSize,
        int sectionHeaderCount,
        int nameSection) {

    /** ET_REL: the type of a module. */
    public static final int RELOCATABLE = 1;
    /** ET_EXEC: the type of a kernel and of an image. */
    public static final int EXECUTABLE = 2;

    private static final long MAGIC = 0x464c457fL;

    /**
     * Reads the header at the beginning of a file.
     *
     * @throws BadInput if the file is not a little-endian ELF file of version 1
     */
    public static ElfHeader read(Bytes file) throws BadInput {
        if (file.length() < Integer.BYTES || file.u32(0) != MAGIC) {
            throw new BadInput(file.place(0), "not an ELF file", "Give the file as GRUB's build made it.");
        }
        ElfClass elfClass = file.u8(4) == 1 ? ElfClass.ELF32 : ElfClass.ELF64;
        if (file.u8(4) != elfClass.ident() || file.u8(5) != 1 || file.u8(6) != 1 || file.u32(20) != 1) {
            throw new BadInput(
                    file.place(4),
                    "not a little-endian ELF file of version 1 (e_ident " + file.u8(4) + ", " + file.u8(5) + ", "
                            + file.u8(6) + ", e_version " + file.u32(20) + ")",
                    "Give the file as GRUB's build for x86 made it.");
        }
        int word = elfClass.wordSize();
        int rest = 24 + 3 * word + 4;
        return new ElfHeader(
                elfClass,
                file.u16(16),
                file.u16(18),
                elfClass.word(file, 24),
                elfClass.word(file, 24 + word),
                elfClass.word(file, 24 + 2 * word),
                file.u16(rest + 2),
                file.u16(rest + 4),
                file.u16(rest + 6),
                file.u16(rest + 8),
                file.u16(rest + 10));
    }

    /** Writes the header. e_flags is 0. */
    public void writeTo(ByteBuffer out) {
        out.putInt((int) MAGIC);
        out.put((byte) elfClass.ident()).put((byte) 1).put((byte) 1).put(new byte[9]);
        out.putShort((short) type).putShort((short) machine).putInt(1);
        elfClass.putWord(out, entry);
        elfClass.putWord(out, programHeaders);
        elfClass.putWord(out, sectionHeaders);
        out.putInt(0);
        out.putShort((short) elfClass.headerSize());
        out.putShort((short) programHeaderSize).putShort((short) programHeaderCount);
        out.putShort((short) sectionHeaderSize).putShort((short) sectionHeaderCount);
        out.putShort((short) nameSection);
    }
}
