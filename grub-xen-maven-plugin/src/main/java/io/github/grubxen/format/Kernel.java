// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.elf.ElfHeader;
import io.github.grubxen.elf.SectionHeader;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.util.List;

/**
 * GRUB's kernel in the form that an image contains: all sections, joined at their addresses.
 *
 * <p>Source: "Image format", section 3.
 *
 * @param content code and data from the link address on
 * @param bss bytes of zeros that follow in memory
 * @param alignment alignment of the kernel in memory and in the file, in bytes, at least 4096
 */
public record Kernel(Bytes content, long bss, int alignment) {
    private static final long PAGE = 4096;

    /** Largest size of a section and of its offset in memory, in bytes: far more than any GRUB kernel needs. */
    private static final long MAX_MEMORY_BYTES = 256L << 20;

    /** Largest alignment, in bytes: the largest page size that a linker aligns to. */
    private static final long LARGEST_PAGE = 2L << 20;

    /** Largest sum of the gaps that alignment leaves between sections, in bytes. */
    private static final long HOLES = 2 * LARGEST_PAGE;

    /**
     * Reads kernel.img and joins its sections.
     *
     * @throws BadInput if the file is not a linked kernel of the platform, or if GRUB would not find the modules after
     *     a kernel with this layout
     */
    public static Kernel read(Platform platform, Bytes file) throws BadInput {
        ElfFile elf = ElfFile.read(file);
        checkHeader(platform, elf);
        List<SectionHeader> placed = elf.sections().stream()
                .filter(s -> s.has(SectionHeader.ALLOC)
                        && (s.type() == SectionHeader.PROGBITS || s.type() == SectionHeader.NOBITS))
                .toList();
        long alignment = PAGE;
        for (SectionHeader section : elf.sections()) {
            if (section.has(SectionHeader.ALLOC)) {
                alignment = Math.max(alignment, section.align());
            }
        }
        if (Long.bitCount(alignment) != 1 || alignment > LARGEST_PAGE) {
            throw bad(file, "a section has the alignment " + alignment);
        }
        long start = platform.linkAddress();
        checkPlaces(file, start, placed);
        long size = 0;
        for (SectionHeader section : placed) {
            if (section.type() == SectionHeader.PROGBITS) {
                size = section.end() - start;
            }
        }
        if (size > file.length() + HOLES) {
            throw bad(file, "holes between its sections, which make it " + size + " bytes large");
        }
        byte[] content = new byte[(int) size];
        for (SectionHeader section : placed) {
            if (section.type() == SectionHeader.PROGBITS) {
                byte[] bytes = elf.content(section).toArray();
                System.arraycopy(bytes, 0, content, (int) (section.address() - start), bytes.length);
            }
        }
        long bss = placed.get(placed.size() - 1).end() - start - size;
        return new Kernel(Bytes.of(file.name(), content), bss, (int) alignment);
    }

    private static void checkHeader(Platform platform, ElfFile elf) throws BadInput {
        ElfHeader header = elf.header();
        Bytes file = elf.bytes();
        if (header.type() != ElfHeader.EXECUTABLE
                || header.elfClass() != platform.elfClass()
                || header.machine() != platform.machine()) {
            throw bad(
                    file,
                    "not a kernel for " + platform + " (e_type " + header.type() + ", " + header.elfClass()
                            + ", e_machine " + header.machine() + ")");
        }
        if (header.entry() != platform.linkAddress()) {
            throw bad(
                    file,
                    "linked to be entered at 0x" + Long.toHexString(header.entry()) + ", but a kernel for " + platform
                            + " is entered at 0x" + Long.toHexString(platform.linkAddress()) + otherPlatform(header));
        }
    }

    private static String otherPlatform(ElfHeader header) {
        for (Platform other : Platform.values()) {
            if (header.elfClass() == other.elfClass() && header.entry() == other.linkAddress()) {
                return " (that address is the one of " + other + ")";
            }
        }
        return "";
    }

    /** Code must come first, then data, then bss, without overlaps: GRUB looks for the modules after {@code _end}. */
    private static void checkPlaces(Bytes file, long start, List<SectionHeader> placed) throws BadInput {
        if (placed.isEmpty()
                || !placed.get(0).has(SectionHeader.EXECINSTR)
                || placed.get(0).address() != start) {
            throw bad(file, "no code section at 0x" + Long.toHexString(start));
        }
        long end = start;
        boolean bss = false;
        for (int i = 0; i < placed.size(); i++) {
            SectionHeader section = placed.get(i);
            if (i > 0 && section.has(SectionHeader.EXECINSTR)) {
                throw bad(file, "more than one code section");
            }
            if (section.address() < end || (bss && section.type() == SectionHeader.PROGBITS)) {
                throw bad(file, "its sections overlap or are not in the order of their addresses");
            }
            bss |= section.type() == SectionHeader.NOBITS;
            if (section.size() > MAX_MEMORY_BYTES || section.address() > start + MAX_MEMORY_BYTES) {
                throw bad(file, "a section ends at 0x" + Long.toHexString(section.end()) + ", beyond any GRUB kernel");
            }
            end = section.end();
        }
        if (!bss) {
            throw bad(file, "no bss section");
        }
    }

    private static BadInput bad(Bytes file, String problem) {
        return new BadInput(file.name(), problem, "Give kernel.img as GRUB's build for the platform made it.");
    }
}
