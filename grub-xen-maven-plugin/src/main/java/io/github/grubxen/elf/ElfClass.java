// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.elf;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.ByteBuffer;

/** The two classes of ELF files, with the sizes in bytes of their records. */
public enum ElfClass {
    /** 32 bit. */
    ELF32(1, 4, 52, 32, 40),
    /** 64 bit. */
    ELF64(2, 8, 64, 56, 64);

    private final int ident;
    private final int wordSize;
    private final int headerSize;
    private final int programHeaderSize;
    private final int sectionHeaderSize;

    ElfClass(int ident, int wordSize, int headerSize, int programHeaderSize, int sectionHeaderSize) {
        this.ident = ident;
        this.wordSize = wordSize;
        this.headerSize = headerSize;
        this.programHeaderSize = programHeaderSize;
        this.sectionHeaderSize = sectionHeaderSize;
    }

    /** EI_CLASS. */
    public int ident() {
        return ident;
    }

    /** Size of an address or offset: 4 or 8. */
    public int wordSize() {
        return wordSize;
    }

    /** Size of the file header. */
    public int headerSize() {
        return headerSize;
    }

    /** Size of a program header. */
    public int programHeaderSize() {
        return programHeaderSize;
    }

    /** Size of a section header. */
    public int sectionHeaderSize() {
        return sectionHeaderSize;
    }

    /** Reads an address or offset. */
    public long word(Bytes bytes, long at) throws BadInput {
        return this == ELF32 ? bytes.u32(at) : bytes.u64(at);
    }

    /** Writes an address or offset. The caller must ensure that it fits. */
    public void putWord(ByteBuffer out, long value) {
        if (this == ELF32) {
            out.putInt((int) value);
        } else {
            out.putLong(value);
        }
    }
}
