// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.platform.Platform;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether a module zstdio reserves enough memory for its state. In GRUB 2.14, it adds the size of a pointer to the sizes of
 * its two buffers, where it needs the size of the whole structure: it then writes about 80 bytes (40 on 32 bits) past the end.
 * A build with the correction adds the structure's size.
 *
 * <p>Source: GRUB 2.14, grub-core/io/zstdio.c, grub_zstdio_open. The sum of the two sizes and a constant is one instruction
 * {@code lea constant(register,register,1),register} of x86.
 */
enum ZstdModule {
    /** It writes past its memory. */
    BROKEN,
    /** It reserves enough. */
    CORRECTED,
    /** The instruction was not found. */
    UNKNOWN;

    /** The opcode of lea. */
    private static final int LEA = 0x8d;

    /** Bits of a ModR/M byte that are the same for all registers: an address with a SIB byte and a constant of one byte. */
    private static final int WITH_SIB = 0x44;

    /** The mask for these bits. */
    private static final int SIB_MASK = 0xc7;

    /** Bits of a SIB byte with the scale of the second register; 0 is a scale of 1. */
    private static final int SCALE = 0xc0;

    /** Size of the structure without the buffers, with words of 8 bytes. */
    private static final int WIDE = 88;

    /** The same with words of 4 bytes; the last field, an offset in a file, has 8 nevertheless. */
    private static final int NARROW = 48;

    static ZstdModule of(ModuleFile module, Platform platform) {
        int word = platform.elfClass().wordSize();
        Set<Integer> constants;
        try {
            Bytes code = ElfFile.read(module.content()).section(".text").orElse(Bytes.of("", new byte[0]));
            constants = constants(code.toArray());
        } catch (BadInput e) {
            return UNKNOWN;
        }
        if (constants.contains(word)) {
            return BROKEN;
        }
        return constants.contains(word == Long.BYTES ? WIDE : NARROW) ? CORRECTED : UNKNOWN;
    }

    /** The constants of all such instructions, in bytes. */
    private static Set<Integer> constants(byte[] code) {
        Set<Integer> constants = new HashSet<>();
        for (int i = 0; i + 3 < code.length; i++) {
            boolean sum = (code[i] & 0xff) == LEA && (code[i + 1] & SIB_MASK) == WITH_SIB && (code[i + 2] & SCALE) == 0;
            if (sum) {
                constants.add((int) code[i + 3]);
            }
        }
        return constants;
    }
}
