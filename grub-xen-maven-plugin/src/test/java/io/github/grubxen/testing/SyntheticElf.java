// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.elf.ElfHeader;
import io.github.grubxen.elf.SectionHeader;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Kernels and modules of a few hundred bytes that pass all checks: inputs for tests that need no real GRUB. */
public final class SyntheticElf {
    private static final long PAGE = 4096;

    private final Platform platform;
    private final List<Section> sections = new ArrayList<>();

    private record Section(String name, long type, long flags, long address, Bytes content, long size, long align) {}

    private SyntheticElf(Platform platform) {
        this.platform = platform;
    }

    /** A kernel.img: a few bytes of code and data, and a bss. */
    public static Bytes kernel(Platform platform) {
        SyntheticElf elf = new SyntheticElf(platform);
        long start = platform.linkAddress();
        elf.add(
                ".text",
                SectionHeader.PROGBITS,
                SectionHeader.ALLOC | SectionHeader.EXECINSTR,
                start,
                "code of a kernel");
        elf.add(".data", SectionHeader.PROGBITS, SectionHeader.ALLOC, start + 32, "data");
        elf.sections.add(new Section(
                ".bss",
                SectionHeader.NOBITS,
                SectionHeader.ALLOC,
                start + PAGE,
                Bytes.of(".bss", new byte[0]),
                100,
                PAGE));
        return elf.toBytes("kernel.img", ElfHeader.EXECUTABLE, start);
    }

    /** A module with its name, licence and dependencies. */
    public static Bytes module(Platform platform, String name, String... dependencies) {
        SyntheticElf elf = new SyntheticElf(platform);
        elf.add(".modname", SectionHeader.PROGBITS, 0, 0, name + "\0");
        elf.add(".module_license", SectionHeader.PROGBITS, 0, 0, "LICENSE=GPLv3+\0");
        elf.add(".moddeps", SectionHeader.PROGBITS, 0, 0, String.join("\0", dependencies) + "\0");
        boolean wide = platform.elfClass() == ElfClass.ELF64;
        byte[] relocation = new byte[wide ? 24 : 8];
        relocation[wide ? 8 : 4] = 1;
        elf.sections.add(new Section(
                ".rel",
                wide ? SectionHeader.RELA : SectionHeader.REL,
                0,
                0,
                Bytes.of(".rel", relocation),
                relocation.length,
                1));
        return elf.toBytes(name + ".mod", ElfHeader.RELOCATABLE, 0);
    }

    private void add(String name, long type, long flags, long address, String text) {
        byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
        sections.add(new Section(name, type, flags, address, Bytes.of(name, content), content.length, 1));
    }

    private Bytes toBytes(String name, int type, long entry) {
        ElfClass elfClass = platform.elfClass();
        StringBuilder names = new StringBuilder("\0");
        List<SectionHeader> headers = new ArrayList<>();
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        for (Section section : sections) {
            headers.add(new SectionHeader(
                    names.length(),
                    section.type,
                    section.flags,
                    section.address,
                    elfClass.headerSize() + contents.size(),
                    section.size,
                    section.align,
                    0));
            names.append(section.name).append('\0');
            contents.writeBytes(section.content.toArray());
        }
        headers.add(new SectionHeader(
                0, SectionHeader.STRTAB, 0, 0, elfClass.headerSize() + contents.size(), names.length(), 1, 0));
        contents.writeBytes(names.toString().getBytes(StandardCharsets.ISO_8859_1));
        int tables = elfClass.headerSize() + contents.size();
        ByteBuffer out = ByteBuffer.allocate(tables + headers.size() * elfClass.sectionHeaderSize())
                .order(ByteOrder.LITTLE_ENDIAN);
        new ElfHeader(
                        elfClass,
                        type,
                        platform.machine(),
                        entry,
                        0,
                        tables,
                        0,
                        0,
                        elfClass.sectionHeaderSize(),
                        headers.size(),
                        headers.size() - 1)
                .writeTo(out);
        out.put(contents.toByteArray());
        headers.forEach(header -> header.writeTo(elfClass, out));
        return Bytes.of(name, out.array());
    }
}
