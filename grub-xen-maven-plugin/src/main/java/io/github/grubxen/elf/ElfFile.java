// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.elf;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An ELF file with its tables. Every offset and size is checked against the file when it is used.
 *
 * @param bytes the whole file
 * @param header its header
 * @param programs its program headers
 * @param sections its section headers
 */
public record ElfFile(Bytes bytes, ElfHeader header, List<ProgramHeader> programs, List<SectionHeader> sections) {

    /**
     * Reads header and tables.
     *
     * @throws BadInput if the file is not an ELF file, if a table is outside the file or has entries that are too
     *     small, or if the section with the names does not exist
     */
    public static ElfFile read(Bytes bytes) throws BadInput {
        ElfHeader header = ElfHeader.read(bytes);
        ElfClass elfClass = header.elfClass();
        int end = elfClass.headerSize(); // in both classes, the last fields have the same distance from the end
        checkEntrySize(
                bytes.place(end - 10),
                "program",
                header.programHeaderCount(),
                header.programHeaderSize(),
                elfClass.programHeaderSize());
        checkEntrySize(
                bytes.place(end - 6),
                "section",
                header.sectionHeaderCount(),
                header.sectionHeaderSize(),
                elfClass.sectionHeaderSize());
        List<ProgramHeader> programs = new ArrayList<>();
        for (int i = 0; i < header.programHeaderCount(); i++) {
            programs.add(ProgramHeader.read(
                    elfClass, bytes, header.programHeaders() + (long) i * header.programHeaderSize()));
        }
        List<SectionHeader> sections = new ArrayList<>();
        for (int i = 0; i < header.sectionHeaderCount(); i++) {
            sections.add(SectionHeader.read(
                    elfClass, bytes, header.sectionHeaders() + (long) i * header.sectionHeaderSize()));
        }
        if (!sections.isEmpty() && header.nameSection() >= sections.size()) {
            throw new BadInput(
                    bytes.place(end - 2),
                    "the section of the names is number " + header.nameSection() + " of " + sections.size(),
                    "The file is damaged; get it again.");
        }
        return new ElfFile(bytes, header, List.copyOf(programs), List.copyOf(sections));
    }

    /** The bytes of a section. A section without bytes in the file has none. */
    public Bytes content(SectionHeader section) throws BadInput {
        return section.type() == SectionHeader.NOBITS
                ? bytes.slice(0, 0)
                : bytes.slice(section.offset(), section.size());
    }

    /** The bytes of a program header's part of the file. */
    public Bytes content(ProgramHeader program) throws BadInput {
        return bytes.slice(program.offset(), program.fileSize());
    }

    /** The end of the last byte that the tables name. It is the size of the file if nothing was appended. */
    public long extent() {
        ElfClass elfClass = header.elfClass();
        long end = Math.max(
                elfClass.headerSize(),
                header.sectionHeaders() + (long) header.sectionHeaderCount() * header.sectionHeaderSize());
        for (SectionHeader section : sections) {
            end = section.type() == SectionHeader.NOBITS ? end : Math.max(end, section.offset() + section.size());
        }
        return Math.min(end, bytes.length());
    }

    /** The bytes of the first section with a name. */
    public Optional<Bytes> section(String name) throws BadInput {
        if (sections.isEmpty()) {
            return Optional.empty();
        }
        Bytes names = content(sections.get(header.nameSection()));
        int length = name.length() + 1; // with the final zero; only this length is read, because the table may be long
        for (SectionHeader section : sections) {
            if (section.name() <= names.length() - length
                    && names.slice(section.name(), length).text(0).equals(name)) {
                return Optional.of(content(section));
            }
        }
        return Optional.empty();
    }

    /**
     * The name of a section.
     *
     * @throws BadInput if it is outside the section with the names
     */
    public String name(SectionHeader section) throws BadInput {
        Bytes names = content(sections.get(header.nameSection()));
        return names.slice(section.name(), names.length() - section.name()).text(0);
    }

    private static void checkEntrySize(Place where, String table, int count, int size, int needed) throws BadInput {
        if (count > 0 && size < needed) {
            throw new BadInput(
                    where,
                    "a " + table + " header has " + size + " bytes instead of " + needed,
                    "The file is damaged; get it again.");
        }
    }
}
