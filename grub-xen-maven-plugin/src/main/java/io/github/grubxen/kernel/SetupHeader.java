// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.Optional;

/**
 * The setup header of a bzImage. Fields that the kernel's boot protocol does not have yet are 0.
 *
 * <p>Source: Linux, Documentation/arch/x86/boot.rst, "The Real-Mode Kernel Header". All numbers are little-endian.
 *
 * @param protocol version of the boot protocol, such as 0x20f for 2.15
 * @param setupSectors number of 512-byte sectors between the boot sector and the protected-mode code
 * @param loadFlags loadflags; bit 0: the code is loaded at 1 MiB (bzImage)
 * @param extendedLoadFlags xloadflags; bit 0: the kernel has the 64-bit entry point
 * @param initrdMax highest address that the initrd may occupy
 * @param relocatable whether the code can be loaded at another address
 * @param commandLineSize maximum number of bytes of the command line, without the final zero
 * @param payloadOffset offset of the payload from the beginning of the protected-mode code, in bytes
 * @param payloadLength length of the payload in bytes
 * @param preferredAddress the address at which the kernel decompresses itself by choice
 * @param initSize number of bytes that the kernel needs there before it knows its memory
 * @param end offset of the end of the header in the file
 * @param release the kernel's text about itself, such as {@code 6.1.0-30-amd64 (...) #1 SMP ...}; empty if it has none
 */
public record SetupHeader(
        int protocol,
        int setupSectors,
        int loadFlags,
        int extendedLoadFlags,
        long initrdMax,
        boolean relocatable,
        long commandLineSize,
        long payloadOffset,
        long payloadLength,
        long preferredAddress,
        long initSize,
        int end,
        String release) {
    /** Offset of the number of setup sectors. */
    static final int SETUP_SECTORS = 0x1f1;

    /** Offset of the magic number {@link #MAGIC}. */
    static final int MAGIC_OFFSET = 0x202;

    /** The characters {@code HdrS}. */
    static final long MAGIC = 0x53726448;

    private static final int BOOT_FLAG = 0x1fe;
    private static final int BOOT_FLAG_VALUE = 0xaa55;
    private static final int SECTOR = 512;

    /** Number of setup sectors of a kernel whose field is 0. */
    private static final int USUAL_SECTORS = 4;

    /** Maximum number of characters that are read of a kernel's text about itself. */
    private static final int MOST_CHARACTERS = 300;

    private static final int LOADED_HIGH = 1;
    private static final int ENTRY_64 = 1;

    /** Whether a file begins as a kernel with a setup header. */
    public static boolean isIn(Bytes file) {
        try {
            return file.length() > MAGIC_OFFSET + 6
                    && file.u16(BOOT_FLAG) == BOOT_FLAG_VALUE
                    && file.u32(MAGIC_OFFSET) == MAGIC;
        } catch (BadInput e) {
            return false;
        }
    }

    /**
     * Reads the header of a file that {@link #isIn begins} with one.
     *
     * @throws BadInput if the file ends within the header
     */
    public static SetupHeader read(Bytes file) throws BadInput {
        int protocol = file.u16(0x206);
        int sectors = file.u8(SETUP_SECTORS);
        return new SetupHeader(
                protocol,
                sectors == 0 ? USUAL_SECTORS : sectors,
                file.u8(0x211),
                protocol >= 0x20c ? file.u16(0x236) : 0,
                protocol >= 0x203 ? file.u32(0x22c) : 0,
                protocol >= 0x205 && file.u8(0x234) != 0,
                protocol >= 0x206 ? file.u32(0x238) : 255,
                protocol >= 0x208 ? file.u32(0x248) : 0,
                protocol >= 0x208 ? file.u32(0x24c) : 0,
                protocol >= 0x20a ? file.u64(0x258) : 0,
                protocol >= 0x20a ? file.u32(0x260) : 0,
                MAGIC_OFFSET + file.u8(0x201),
                release(file, file.u16(0x20e)));
    }

    /** The field kernel_version is an offset from 0x200 in the setup code, or 0. */
    private static String release(Bytes file, int field) throws BadInput {
        long at = field + 0x200L;
        if (field == 0 || at >= file.length()) {
            return "";
        }
        return file.slice(at, Math.min(MOST_CHARACTERS, file.length() - at)).text(0);
    }

    /** The version of the protocol as the field writes it, such as {@code 2.15}. */
    public String protocolText() {
        int minor = protocol & 0xff;
        return (protocol >> 8) + "." + (minor < 10 ? "0" : "") + minor;
    }

    /** Offset of the protected-mode code in the file. */
    public long codeOffset() {
        return (setupSectors + 1L) * SECTOR;
    }

    /** Offset of the payload in the file. */
    public long payloadStart() {
        return codeOffset() + payloadOffset;
    }

    /** Whether the code is loaded at 1 MiB or higher. Otherwise it is a zImage, for real mode. */
    public boolean isLoadedHigh() {
        return (loadFlags & LOADED_HIGH) != 0;
    }

    /** Whether the kernel is of 64 bits; empty if its protocol does not say it. */
    public Optional<Boolean> is64Bit() {
        return protocol >= 0x20c ? Optional.of((extendedLoadFlags & ENTRY_64) != 0) : Optional.empty();
    }
}
