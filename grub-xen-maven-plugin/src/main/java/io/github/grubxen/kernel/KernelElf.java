// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.elf.ElfHeader;
import io.github.grubxen.elf.ElfNote;
import io.github.grubxen.elf.ProgramHeader;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ELF file of a kernel, as far as a loader for Xen needs it. Like GRUB, it uses the notes of program headers, or,
 * if there are none, the notes of sections. Addresses can be in the upper half of 64 bits, where kernels are linked,
 * and are then negative.
 *
 * <p>Source: System V ABI, chapter "Object Files"; GRUB, grub-core/loader/i386/xen_fileXX.c.
 *
 * @param elfClass 32 or 64 bit
 * @param machine e_machine
 * @param entry e_entry, an address
 * @param start lowest physical address of a loaded segment
 * @param end address after the last byte of all loaded segments, physical
 * @param notes Xen's notes, in the order of the file
 * @param guestSection the text of the section {@code __xen_guest}, which older kernels have in place of notes; empty if there are
 *     notes
 */
public record KernelElf(
        ElfClass elfClass,
        int machine,
        long entry,
        long start,
        long end,
        List<ElfNote> notes,
        Optional<String> guestSection) {
    /** EM_386. */
    public static final int I386 = 3;

    /** EM_X86_64. */
    public static final int X86_64 = 62;

    private static final String OWNER = "Xen";
    private static final Pattern PAE = Pattern.compile("(?:^|,)PAE=(?:yes|bimodal)");

    /** SHT_NOTE. */
    private static final long NOTE_SECTION = 7;

    private static final String GUEST_SECTION = "__xen_guest\0";
    private static final int LITTLE_ENDIAN = 1;
    private static final int DATA = 5;

    /** Maximum number of bytes of notes that are read. Linux has about 1 KiB. Headers can name the same bytes again and again. */
    private static final int MOST_NOTES = 1 << 20;

    /** Copies the list. */
    public KernelElf {
        notes = List.copyOf(notes);
    }

    /**
     * A part of the file: where it is, the offset of a section's name in the table of names, and its physical address and size in
     * memory if it is loaded.
     */
    private record Part(long type, long name, long offset, long size, long address, long memory) {}

    /**
     * Reads an ELF file.
     *
     * @throws BadInput if it is not a little-endian ELF program, or a header or note is outside the file
     */
    public static KernelElf read(Bytes file) throws BadInput {
        if (!file.has(0, "\u007fELF")) {
            throw notAKernel(file, 0, "not an ELF file");
        }
        int ident = file.u8(4);
        ElfClass elfClass = ident == ElfClass.ELF32.ident() ? ElfClass.ELF32 : ElfClass.ELF64;
        if (ident != elfClass.ident() || file.u8(DATA) != LITTLE_ENDIAN) {
            throw notAKernel(file, 4, "an ELF file that is not for x86 (it is not little-endian)");
        }
        if (file.u16(16) != ElfHeader.EXECUTABLE) {
            throw notAKernel(file, 16, "an ELF file that is not a program (e_type " + file.u16(16) + ")");
        }
        int word = elfClass.wordSize();
        long rest = 24 + 3L * word + 4;
        List<Part> programs =
                parts(file, elfClass, address(file, elfClass, 24 + word), file.u16(rest + 2), file.u16(rest + 4), true);
        List<ElfNote> notes = notes(file, programs, ProgramHeader.NOTE);
        Optional<String> guestSection = Optional.empty();
        if (notes.isEmpty()) {
            List<Part> sections = parts(
                    file,
                    elfClass,
                    address(file, elfClass, 24 + 2L * word),
                    file.u16(rest + 6),
                    file.u16(rest + 8),
                    false);
            notes = notes(file, sections, NOTE_SECTION);
            if (notes.isEmpty()) {
                guestSection = guestSection(file, sections, file.u16(rest + 10));
            }
        }
        List<Part> loaded = programs.stream()
                .filter(part -> part.type == ProgramHeader.LOAD)
                .toList();
        return new KernelElf(
                elfClass,
                file.u16(18),
                address(file, elfClass, 24),
                loaded.stream().mapToLong(Part::address).min().orElse(0),
                loaded.stream()
                        .mapToLong(part -> part.address + part.memory)
                        .max()
                        .orElse(0),
                notes,
                guestSection);
    }

    /** The entries of a table of program headers or of sections. */
    private static List<Part> parts(Bytes file, ElfClass elfClass, long table, int size, int count, boolean programs)
            throws BadInput {
        int word = elfClass.wordSize();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = table + (long) i * size;
            if (programs) {
                long fields = at + word; // p_type, and p_flags in the wide class, are before the other fields
                parts.add(new Part(
                        file.u32(at),
                        0,
                        address(file, elfClass, fields),
                        address(file, elfClass, fields + 3L * word),
                        address(file, elfClass, fields + 2L * word),
                        address(file, elfClass, fields + 4L * word)));
            } else {
                long fields = at + 8 + 2L * word; // after sh_name, sh_type, sh_flags and sh_addr
                parts.add(new Part(
                        file.u32(at + 4),
                        file.u32(at),
                        address(file, elfClass, fields),
                        address(file, elfClass, fields + word),
                        0,
                        0));
            }
        }
        return parts;
    }

    private static List<ElfNote> notes(Bytes file, List<Part> parts, long type) throws BadInput {
        List<ElfNote> notes = new ArrayList<>();
        long total = 0;
        for (Part part : parts) {
            if (part.type == type) {
                Bytes content = file.slice(part.offset, part.size);
                total += content.length();
                if (total > MOST_NOTES) {
                    throw notAKernel(file, 0, "an ELF file with more than " + MOST_NOTES + " bytes of notes");
                }
                notes.addAll(ElfNote.readAll(content));
            }
        }
        notes.removeIf(note -> !note.owner().equals(OWNER));
        return notes;
    }

    private static Optional<String> guestSection(Bytes file, List<Part> sections, int names) throws BadInput {
        if (names >= sections.size()) {
            return Optional.empty();
        }
        for (Part section : sections) {
            if (file.has(sections.get(names).offset + section.name, GUEST_SECTION)) {
                if (section.size > MOST_NOTES) {
                    throw notAKernel(file, 0, "an ELF file with " + section.size + " bytes of settings for Xen");
                }
                return Optional.of(file.slice(section.offset, section.size).latin1());
            }
        }
        return Optional.empty();
    }

    /** An address or offset. A 64-bit one in the upper half is negative. */
    private static long address(Bytes file, ElfClass elfClass, long at) throws BadInput {
        return elfClass == ElfClass.ELF32 ? file.u32(at) : file.u32(at) | file.u32(at + 4) << 32;
    }

    /** The last note of a type; GRUB lets a later one replace an earlier one. */
    public Optional<ElfNote> note(XenNote type) {
        return notes.stream().filter(note -> note.type() == type.number()).reduce((first, last) -> last);
    }

    /** Whether a 32-bit kernel uses PAE, as its notes say, or the section that older kernels have. */
    public boolean usesPae() {
        return guestSection.isPresent()
                ? PAE.matcher(guestSection.get()).find()
                : note(XenNote.PAE_MODE)
                        .filter(note -> note.description().startsWith("yes")
                                || note.description().startsWith("bimodal"))
                        .isPresent();
    }

    private static BadInput notAKernel(Bytes file, long at, String problem) {
        return new BadInput(file.place(at), problem, "Give a Linux kernel for x86.");
    }
}
