// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.elf.SectionHeader;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The texts that a section of a module points to, found through its relocations.
 *
 * <p>Source: System V ABI, "Symbol Table" and "Relocation".
 */
final class PointedTexts {
    private PointedTexts() {}

    /** The texts, each under the offset of its pointer in the section. */
    static Map<Long, String> in(ElfFile elf, int target) throws BadInput {
        Map<Long, String> texts = new HashMap<>();
        for (int i = 0; i < elf.sections().size(); i++) {
            SectionHeader section = elf.sections().get(i);
            boolean addends = section.type() == SectionHeader.RELA;
            if ((addends || section.type() == SectionHeader.REL) && link(elf, i, 4) == target) {
                Bytes symbols = content(elf, link(elf, i, 0));
                Bytes table = elf.content(section);
                int word = elf.header().elfClass().wordSize();
                int entry = (addends ? 3 : 2) * word;
                for (long at = 0; at + entry <= table.length(); at += entry) {
                    long offset = elf.header().elfClass().word(table, at);
                    long symbol = word == 8 ? table.u32(at + 12) : table.u32(at + 4) >> 8;
                    long addend = addends
                            ? table.u32(at + 2L * word)
                            : content(elf, target).u32(offset);
                    text(elf, symbols, symbol, addend).ifPresent(text -> texts.put(offset, text));
                }
            }
        }
        return texts;
    }

    private static Optional<String> text(ElfFile elf, Bytes symbols, long symbol, long addend) throws BadInput {
        boolean wide = elf.header().elfClass() == ElfClass.ELF64;
        Bytes entry = symbols.slice(symbol * (wide ? 24 : 16), wide ? 24 : 16);
        int section = entry.u16(wide ? 6 : 14);
        long value = (wide ? entry.u64(8) : entry.u32(4)) + addend;
        if (section == 0
                || section >= elf.sections().size()
                || elf.sections().get(section).type() != SectionHeader.PROGBITS) {
            return Optional.empty();
        }
        Bytes content = content(elf, section);
        return value < content.length() ? Optional.of(content.text(value)) : Optional.empty();
    }

    private static Bytes content(ElfFile elf, long section) throws BadInput {
        if (section >= elf.sections().size()) {
            throw new BadInput(
                    elf.bytes().place(), "a relocation names a section that is not there", "Get the module again.");
        }
        return elf.content(elf.sections().get((int) section));
    }

    /**
     * The field sh_link of a section; 4 bytes after it, the field sh_info: the number of the section that is relocated.
     */
    private static long link(ElfFile elf, int section, int after) throws BadInput {
        int place = 8 + 4 * elf.header().elfClass().wordSize();
        return elf.bytes()
                .u32(elf.header().sectionHeaders()
                        + (long) section * elf.header().sectionHeaderSize()
                        + place
                        + after);
    }
}
