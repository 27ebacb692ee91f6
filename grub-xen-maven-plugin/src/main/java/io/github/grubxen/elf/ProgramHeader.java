// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.elf;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.ByteBuffer;

/**
 * A program header: a part of the file and its place in memory.
 *
 * @param type p_type: {@link #LOAD}, {@link #NOTE}, {@link #GNU_STACK}, ...
 * @param offset p_offset, in bytes from the beginning of the file
 * @param address p_vaddr; the plugin writes the same value as p_paddr
 * @param fileSize p_filesz in bytes
 * @param memorySize p_memsz in bytes
 * @param flags p_flags: 4 read, 2 write, 1 execute
 * @param align p_align in bytes
 */
public record ProgramHeader(
        long type, long offset, long address, long fileSize, long memorySize, int flags, long align) {

    /** PT_LOAD. */
    public static final long LOAD = 1;
    /** PT_NOTE. */
    public static final long NOTE = 4;
    /** PT_GNU_STACK. */
    public static final long GNU_STACK = 0x6474e551L;

    static ProgramHeader read(ElfClass elfClass, Bytes file, long at) throws BadInput {
        int word = elfClass.wordSize();
        boolean wide = elfClass == ElfClass.ELF64;
        long flags = file.u32(wide ? at + 4 : at + 24);
        long fields = at + word;
        return new ProgramHeader(
                file.u32(at),
                elfClass.word(file, fields),
                elfClass.word(file, fields + word),
                elfClass.word(file, fields + 3L * word),
                elfClass.word(file, fields + 4L * word),
                (int) flags,
                elfClass.word(file, wide ? at + 48 : at + 28));
    }

    /** Writes the header in the layout of the class. */
    public void writeTo(ElfClass elfClass, ByteBuffer out) {
        out.putInt((int) type);
        if (elfClass == ElfClass.ELF64) {
            out.putInt(flags);
        }
        elfClass.putWord(out, offset);
        elfClass.putWord(out, address);
        elfClass.putWord(out, address);
        elfClass.putWord(out, fileSize);
        elfClass.putWord(out, memorySize);
        if (elfClass == ElfClass.ELF32) {
            out.putInt(flags);
        }
        elfClass.putWord(out, align);
    }
}
