// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.elf.ElfHeader;
import io.github.grubxen.elf.SectionHeader;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A module that GRUB can load on its platform. {@link #read} and {@link #embedded} check this.
 *
 * <p>Source: "Image format", section 6.
 *
 * @param name its name: the file name without {@code .mod}
 * @param content the file
 * @param dependencies the modules that it needs, from its section {@code .moddeps}
 * @param licences its licences, such as {@code LICENSE=GPLv3+}
 */
public record ModuleFile(String name, Bytes content, List<String> dependencies, List<String> licences) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_+.-]*");
    private static final Set<String> LICENCES = Set.of("LICENSE=GPLv3+", "LICENSE=GPLv3", "LICENSE=GPLv2+");

    /** R_386_32 and R_386_PC32: the types that GRUB's loader knows. */
    private static final Set<Long> RELOCATIONS_I386 = Set.of(1L, 2L);

    /** R_X86_64_64, PC32, PLT32, 32, 32S and PC64: the types that GRUB's loader knows. */
    private static final Set<Long> RELOCATIONS_X86_64 = Set.of(1L, 2L, 4L, 10L, 11L, 24L);

    /**
     * Reads a module.
     *
     * @param name the name in its file name
     * @throws BadInput if the file is not a module with this name for the platform
     */
    static ModuleFile read(Platform platform, String name, Bytes file) throws BadInput {
        ElfFile elf = ElfFile.read(file);
        ElfHeader header = elf.header();
        if (header.type() != ElfHeader.RELOCATABLE
                || header.elfClass() != platform.elfClass()
                || header.machine() != platform.machine()) {
            throw bad(
                    file,
                    "not a module for " + platform + " (e_type " + header.type() + ", " + header.elfClass()
                            + ", e_machine " + header.machine() + ")");
        }
        List<String> ownName = strings(section(elf, ".modname"));
        if (!ownName.equals(List.of(name))) {
            throw bad(file, "the module calls itself " + ownName + ", its file says '" + name + "'");
        }
        List<String> licences = strings(section(elf, ".module_license"));
        if (licences.isEmpty() || !LICENCES.containsAll(licences)) {
            throw bad(file, "GRUB loads no module with the licences " + licences);
        }
        checkRelocations(platform, elf);
        return new ModuleFile(name, file, strings(elf.section(".moddeps").orElse(Bytes.of("", new byte[0]))), licences);
    }

    /**
     * Reads a module from an image, where padding may follow it.
     *
     * @throws BadInput if the object is not a module for the platform
     */
    public static ModuleFile embedded(Platform platform, Bytes object) throws BadInput {
        ElfFile elf = ElfFile.read(object);
        List<String> names = strings(section(elf, ".modname"));
        if (names.size() != 1 || !NAME.matcher(names.get(0)).matches()) {
            throw bad(object, "a module with the names " + names);
        }
        return read(platform, names.get(0), object.slice(0, elf.extent()));
    }

    private static void checkRelocations(Platform platform, ElfFile elf) throws BadInput {
        boolean wide = platform.elfClass().wordSize() == 8;
        Set<Long> known = wide ? RELOCATIONS_X86_64 : RELOCATIONS_I386;
        long left = elf.bytes().length();
        for (SectionHeader section : elf.sections()) {
            if (section.type() != SectionHeader.REL && section.type() != SectionHeader.RELA) {
                continue;
            }
            Bytes table = elf.content(section);
            left -= table.length();
            if (left < 0) {
                throw bad(elf.bytes(), "its tables of relocations overlap");
            }
            int entry = (section.type() == SectionHeader.REL ? 2 : 3)
                    * platform.elfClass().wordSize();
            for (long at = 0; at + entry <= table.length(); at += entry) {
                long type = wide ? table.u32(at + 8) : table.u8(at + 4);
                if (!known.contains(type)) {
                    throw bad(elf.bytes(), "relocation type " + type + ", which GRUB does not know on " + platform);
                }
            }
        }
    }

    private static Bytes section(ElfFile elf, String name) throws BadInput {
        return elf.section(name).orElseThrow(() -> bad(elf.bytes(), "no section " + name + ", so not a GRUB module"));
    }

    /** The zero-terminated strings of a section, without the empty ones. */
    private static List<String> strings(Bytes section) {
        List<String> strings =
                new ArrayList<>(List.of(new String(section.toArray(), StandardCharsets.UTF_8).split("\0", -1)));
        strings.removeIf(String::isEmpty);
        return List.copyOf(strings);
    }

    private static BadInput bad(Bytes file, String problem) {
        return new BadInput(file.place(), problem, "Give the modules as GRUB's build for the platform made them.");
    }
}
