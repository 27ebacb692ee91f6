// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.elf.ElfHeader;
import io.github.grubxen.elf.ElfNote;
import io.github.grubxen.elf.ProgramHeader;
import io.github.grubxen.elf.SectionHeader;
import io.github.grubxen.kernel.KernelElf;
import io.github.grubxen.kernel.XenNote;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Kernels of a few hundred bytes, with the headers and notes of Linux and nothing to run. */
public final class SmallKernel {
    private static final String OWNER = "Xen";
    private static final long START = 0x1000000;
    private static final long MEMORY = 0x800000;
    private static final int SECTORS = 4;

    private SmallKernel() {}

    /** The notes of a distribution's kernel. */
    public static List<ElfNote> notes(ElfClass elfClass) {
        String word = "\0".repeat(elfClass.wordSize());
        List<ElfNote> notes = new ArrayList<>(List.of(
                note(XenNote.GUEST_OS, "linux\0"),
                note(XenNote.XEN_VERSION, "xen-3.0\0"),
                note(XenNote.VIRT_BASE, word),
                note(XenNote.ENTRY, word),
                note(XenNote.PAE_MODE, "yes\0"),
                note(XenNote.MOD_START_PFN, "\u0001\0\0\0"),
                note(XenNote.LOADER, "generic\0"),
                note(XenNote.PHYS32_ENTRY, word)));
        notes.add(new ElfNote("GNU", XenNote.LOADER.number(), "not Xen's\0"));
        return notes;
    }

    /** The notes of a distribution's 64-bit kernel without those types. */
    public static List<ElfNote> notesWithout(XenNote... types) {
        List<ElfNote> notes = new ArrayList<>(notes(ElfClass.ELF64));
        notes.removeIf(note ->
                note.owner().equals(OWNER) && List.of(types).stream().anyMatch(type -> type.number() == note.type()));
        return notes;
    }

    /** A note of Xen's. */
    public static ElfNote note(XenNote type, String description) {
        return new ElfNote(OWNER, type.number(), description);
    }

    /** A 64-bit kernel's ELF file as Debian's kernels have it. */
    public static byte[] elf() {
        return elf(ElfClass.ELF64, notes(ElfClass.ELF64));
    }

    /** An ELF file with one loaded segment and these notes in a program header. */
    public static byte[] elf(ElfClass elfClass, List<ElfNote> notes) {
        return elf(elfClass, notes, true);
    }

    /**
     * An ELF file with one loaded segment and these notes.
     *
     * @param program whether the notes are in a program header; else in a section
     */
    public static byte[] elf(ElfClass elfClass, List<ElfNote> notes, boolean program) {
        int size = notes.stream().mapToInt(ElfNote::size).sum();
        int programs = elfClass.headerSize();
        int sections = programs + 2 * elfClass.programHeaderSize();
        int content = sections + 2 * elfClass.sectionHeaderSize();
        ByteBuffer out = ByteBuffer.allocate(content + size).order(ByteOrder.LITTLE_ENDIAN);
        int machine = elfClass == ElfClass.ELF64 ? KernelElf.X86_64 : KernelElf.I386;
        new ElfHeader(
                        elfClass,
                        ElfHeader.EXECUTABLE,
                        machine,
                        START,
                        programs,
                        sections,
                        elfClass.programHeaderSize(),
                        2,
                        elfClass.sectionHeaderSize(),
                        2,
                        0)
                .writeTo(out);
        new ProgramHeader(ProgramHeader.LOAD, content, START, 0, MEMORY, 7, 1).writeTo(elfClass, out);
        new ProgramHeader(program ? ProgramHeader.NOTE : ProgramHeader.GNU_STACK, content, 0, size, size, 4, 4)
                .writeTo(elfClass, out);
        new SectionHeader(0, 0, 0, 0, 0, 0, 0, 0).writeTo(elfClass, out);
        new SectionHeader(0, program ? SectionHeader.PROGBITS : 7, 0, 0, content, size, 4, 0).writeTo(elfClass, out);
        notes.forEach(note -> note.writeTo(out));
        return out.array();
    }

    /** An ELF file without notes, with the section {@code __xen_guest} of older kernels. */
    public static byte[] elfWithGuestSection(ElfClass elfClass, String text) {
        byte[] elf = elf(elfClass, List.of(), false);
        byte[] names = (text + "\0\0__xen_guest\0").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(elf.length + names.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(elf).put(names);
        int section = elfClass.headerSize() + 2 * elfClass.programHeaderSize() + elfClass.sectionHeaderSize();
        out.position(section);
        // the section is its own table of names
        new SectionHeader(text.length() + 2, SectionHeader.PROGBITS, 0, 0, elf.length, text.length() + 1, 4, 0)
                .writeTo(elfClass, out);
        out.putShort(elfClass.headerSize() - 2, (short) 1);
        return out.array();
    }

    /** A bzImage of Linux 6.1 with that payload. */
    public static byte[] bzImage(byte[] payload) {
        return bzImage(0x20f, payload, "6.1.0-30-amd64 (debian-kernel@lists.debian.org) #1 SMP Debian 6.1.124-1");
    }

    /** A bzImage with that boot protocol, such as 0x20f, that payload and that text about itself. */
    public static byte[] bzImage(int protocol, byte[] payload, String release) {
        byte[] text = release.getBytes(StandardCharsets.US_ASCII);
        int code = (SECTORS + 1) * 512;
        ByteBuffer out = ByteBuffer.allocate(code + 64 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(0x1f1, (byte) SECTORS).putShort(0x1fe, (short) 0xaa55).put(0x201, (byte) 0x6a);
        out.putInt(0x202, 0x53726448).putShort(0x206, (short) protocol).putShort(0x20e, (short) 0x100);
        out.put(0x211, (byte) 1).putInt(0x22c, 0x7fffffff).put(0x234, (byte) 1).putShort(0x236, (short) 1);
        out.putInt(0x238, 2047).putInt(0x248, 64).putInt(0x24c, payload.length);
        out.putLong(0x258, START).putInt(0x260, (int) MEMORY);
        out.position(0x300).put(text);
        out.position(code + 64).put(payload);
        return out.array();
    }
}
