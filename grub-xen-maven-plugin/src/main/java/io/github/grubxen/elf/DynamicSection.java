// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.elf;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dynamic section of a program or library, which the dynamic loader reads.
 *
 * <p>Source: System V ABI, chapter "Dynamic Linking".
 *
 * @param needed DT_NEEDED: names of the libraries that must be loaded with it
 */
public record DynamicSection(List<String> needed) {
    private static final long NULL = 0;
    private static final long NEEDED = 1;

    /** Copies the list. */
    public DynamicSection {
        needed = List.copyOf(needed);
    }

    /**
     * Reads the section of a file. A static program has none, and needs no libraries.
     *
     * @throws BadInput if the name of an entry is outside the table of names
     */
    public static DynamicSection of(ElfFile elf) throws BadInput {
        Optional<Bytes> entries = elf.section(".dynamic");
        Optional<Bytes> names = elf.section(".dynstr");
        List<String> needed = new ArrayList<>();
        if (entries.isPresent() && names.isPresent()) {
            ElfClass elfClass = elf.header().elfClass();
            int word = elfClass.wordSize();
            for (long at = 0; at + 2L * word <= entries.get().length(); at += 2L * word) {
                long tag = tag(elfClass, entries.get(), at);
                if (tag == NULL) {
                    break;
                }
                if (tag == NEEDED) {
                    needed.add(names.get().text(elfClass.word(entries.get(), at + word)));
                }
            }
        }
        return new DynamicSection(needed);
    }

    /** The tag's lower half. Larger tags are not needed, and some exceed a signed number. */
    private static long tag(ElfClass elfClass, Bytes entries, long at) throws BadInput {
        long upper = elfClass.wordSize() == 8 ? entries.u32(at + 4) : 0;
        return upper == 0 ? entries.u32(at) : -1;
    }
}
