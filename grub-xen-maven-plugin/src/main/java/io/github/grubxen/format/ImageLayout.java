// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.elf.ElfHeader;
import io.github.grubxen.elf.ProgramHeader;
import io.github.grubxen.elf.SectionHeader;
import io.github.grubxen.platform.Platform;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The offsets of an image's parts in its file, and the ELF tables that describe them.
 *
 * <p>Source: "Image format", section 2.
 *
 * @param platform the platform
 * @param alignment alignment of the kernel, in bytes
 * @param kernel bytes of the kernel in the file
 * @param bss bytes of zeros after the kernel in memory
 * @param modules bytes of the modules area
 * @param notes bytes of the notes
 * @param secondStage whether a page before the kernel lets another GRUB start the image
 */
record ImageLayout(
        Platform platform, int alignment, long kernel, long bss, long modules, int notes, boolean secondStage) {
    private static final int PROGRAM_HEADERS = 4;
    private static final int SECTION_HEADERS = 5;
    private static final String NAMES = "\0.text\0mods\0.xen\0";
    private static final int ALL = 7;
    private static final int READ = 4;

    private static final int STUB_ALIGN = 16;

    /**
     * Alignment of the modules in memory, in bytes. The kernel looks for them at the next such address after its bss.
     */
    static final int MODULE_ALIGN = 8;

    /** File offset of the kernel. */
    long kernelOffset() {
        return Align.up(secondStage ? stubOffset() + SecondStageStub.SIZE : tablesEnd(), alignment);
    }

    /** File offset of the modules area: directly after the kernel, not aligned. */
    long modulesOffset() {
        return kernelOffset() + kernel;
    }

    /** File offset of the notes. */
    long notesOffset() {
        return kernelOffset() + Align.up(kernel + modules, elfClass().wordSize());
    }

    /** Size of the file. */
    long fileSize() {
        return notesOffset() + notes;
    }

    void writeTablesTo(ByteBuffer out) {
        ElfClass elfClass = elfClass();
        int word = elfClass.wordSize();
        long start = platform.linkAddress();
        new ElfHeader(
                        elfClass,
                        ElfHeader.EXECUTABLE,
                        platform.machine(),
                        secondStage ? SecondStageStub.entry(stubAddress()) : start,
                        elfClass.headerSize(),
                        sectionsOffset(),
                        elfClass.programHeaderSize(),
                        PROGRAM_HEADERS,
                        elfClass.sectionHeaderSize(),
                        SECTION_HEADERS,
                        1)
                .writeTo(out);

        // the page is before the kernel, so a second stage loads the file from its start
        long before = secondStage ? kernelOffset() : 0;
        program(
                out,
                ProgramHeader.LOAD,
                kernelOffset() - before,
                start - before,
                before + kernel,
                before + kernel + bss,
                ALL,
                alignment);
        program(out, ProgramHeader.GNU_STACK, modulesOffset(), 0, 0, 0, ALL, word);
        long modulesAddress = Align.up(start + kernel + bss, MODULE_ALIGN);
        program(out, ProgramHeader.LOAD, modulesOffset(), modulesAddress, modules, modules, ALL, word);
        program(out, ProgramHeader.NOTE, notesOffset(), 0, notes, 0, READ, word);

        section(out, "", 0, 0, 0, 0, 0);
        section(out, "", SectionHeader.STRTAB, 0, namesOffset(), NAMES.length(), alignment);
        section(out, ".text", SectionHeader.PROGBITS, start, kernelOffset(), kernel, alignment);
        // every GRUB image has the address after the kernel here, and not the one of the modules
        section(out, "mods", SectionHeader.PROGBITS, start + kernel, modulesOffset(), modules, word);
        section(out, ".xen", SectionHeader.PROGBITS, start + kernel, notesOffset(), notes, word);
        out.put(NAMES.getBytes(StandardCharsets.US_ASCII));
        if (secondStage) {
            SecondStageStub.writeTo(out.position((int) stubOffset()), stubAddress(), start);
        }
    }

    private void program(
            ByteBuffer out, long type, long offset, long address, long inFile, long inMemory, int flags, int align) {
        new ProgramHeader(type, offset, address, inFile, inMemory, flags, align).writeTo(elfClass(), out);
    }

    private void section(ByteBuffer out, String name, long type, long address, long offset, long size, int align) {
        int nameOffset = name.isEmpty() ? 0 : NAMES.indexOf(name);
        new SectionHeader(nameOffset, type, 0, address, offset, size, align, 0).writeTo(elfClass(), out);
    }

    private long sectionsOffset() {
        return elfClass().headerSize() + (long) PROGRAM_HEADERS * elfClass().programHeaderSize();
    }

    private long tablesEnd() {
        return namesOffset() + NAMES.length();
    }

    private long stubOffset() {
        return Align.up(tablesEnd(), STUB_ALIGN);
    }

    private long stubAddress() {
        return platform.linkAddress() - kernelOffset() + stubOffset();
    }

    private long namesOffset() {
        return sectionsOffset() + (long) SECTION_HEADERS * elfClass().sectionHeaderSize();
    }

    private ElfClass elfClass() {
        return platform.elfClass();
    }
}
