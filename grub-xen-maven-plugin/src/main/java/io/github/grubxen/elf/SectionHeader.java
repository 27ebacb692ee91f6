// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.elf;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.ByteBuffer;

/**
 * A section header. sh_link is not kept: nothing needs it, and the plugin writes 0.
 *
 * @param name sh_name: offset of the name in the name table
 * @param type sh_type: {@link #PROGBITS}, {@link #NOBITS}, ...
 * @param flags sh_flags: {@link #ALLOC}, {@link #EXECINSTR}, ...
 * @param address sh_addr
 * @param offset sh_offset in bytes from the beginning of the file
 * @param size sh_size in bytes
 * @param align sh_addralign in bytes
 * @param entrySize sh_entsize in bytes
 */
public record SectionHeader(
        long name, long type, long flags, long address, long offset, long size, long align, long entrySize) {

    /** SHT_PROGBITS. */
    public static final long PROGBITS = 1;
    /** SHT_STRTAB. */
    public static final long STRTAB = 3;
    /** SHT_RELA: relocations with addend. */
    public static final long RELA = 4;
    /** SHT_NOBITS: occupies memory, but no bytes of the file. */
    public static final long NOBITS = 8;
    /** SHT_REL: relocations without addend. */
    public static final long REL = 9;
    /** SHF_ALLOC. */
    public static final long ALLOC = 2;
    /** SHF_EXECINSTR. */
    public static final long EXECINSTR = 4;

    static SectionHeader read(ElfClass elfClass, Bytes file, long at) throws BadInput {
        int word = elfClass.wordSize();
        long fields = at + 8;
        long afterInfo = fields + 4L * word + 8;
        return new SectionHeader(
                file.u32(at),
                file.u32(at + 4),
                elfClass.word(file, fields),
                elfClass.word(file, fields + word),
                elfClass.word(file, fields + 2L * word),
                elfClass.word(file, fields + 3L * word),
                elfClass.word(file, afterInfo),
                elfClass.word(file, afterInfo + word));
    }

    /** Whether all the given flags are set. */
    public boolean has(long wanted) {
        return (flags & wanted) == wanted;
    }

    /** Address after the section. */
    public long end() {
        return address + size;
    }

    /** Writes the header in the layout of the class. sh_link and sh_info are 0. */
    public void writeTo(ElfClass elfClass, ByteBuffer out) {
        out.putInt((int) name).putInt((int) type);
        elfClass.putWord(out, flags);
        elfClass.putWord(out, address);
        elfClass.putWord(out, offset);
        elfClass.putWord(out, size);
        out.putInt(0).putInt(0);
        elfClass.putWord(out, align);
        elfClass.putWord(out, entrySize);
    }
}
