// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.elf.ElfHeader;
import io.github.grubxen.elf.SectionHeader;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** ELF files of a few hundred bytes, laid out as kernel.img and modules are, with nothing of GRUB in them. */
public final class SmallElf {
    private static final long CODE = SectionHeader.ALLOC | SectionHeader.EXECINSTR;

    private SmallElf() {}

    /**
     * A section.
     *
     * @param size sh_size, which may differ from what the content has
     */
    public record Section(String name, long type, long flags, long address, Bytes content, long size, long align) {}

    /** What GRUB takes as its kernel: code, constants, data, bss. */
    public static byte[] kernel(Platform platform) {
        return kernel(platform, 0x40, 4096);
    }

    /** A kernel whose data begins that many bytes behind its code, with an alignment of its bss. */
    public static byte[] kernel(Platform platform, long data, long alignment) {
        long start = platform.linkAddress();
        return file(
                platform,
                ElfHeader.EXECUTABLE,
                List.of(
                        section(".text", SectionHeader.PROGBITS, CODE, start, bytes(33)),
                        section(".rodata", SectionHeader.PROGBITS, SectionHeader.ALLOC, start + 0x28, bytes(7)),
                        section(".data", SectionHeader.PROGBITS, SectionHeader.ALLOC, start + data, bytes(16)),
                        new Section(
                                ".bss",
                                SectionHeader.NOBITS,
                                SectionHeader.ALLOC,
                                start + data + 0x20,
                                Bytes.of(".bss", new byte[0]),
                                0x1000,
                                alignment)));
    }

    /** What GRUB takes as a module of that name, with one relocation. */
    public static byte[] module(Platform platform, String name, String... needs) {
        return module(platform, name, "LICENSE=GPLv3+", 1, needs);
    }

    /** A module with a licence and a type of relocation of its own. */
    public static byte[] module(Platform platform, String name, String licence, int relocation, String... needs) {
        boolean wide = platform.elfClass() == ElfClass.ELF64;
        ByteBuffer table = ByteBuffer.allocate(wide ? 24 : 8).order(ByteOrder.LITTLE_ENDIAN);
        table.putInt(wide ? 8 : 4, relocation);
        return file(
                platform,
                ElfHeader.RELOCATABLE,
                List.of(
                        section(".text", SectionHeader.PROGBITS, CODE, 0, bytes(9)),
                        section(".modname", SectionHeader.PROGBITS, 0, 0, ascii(name + "\0")),
                        section(".module_license", SectionHeader.PROGBITS, 0, 0, ascii(licence + "\0")),
                        section(".moddeps", SectionHeader.PROGBITS, 0, 0, ascii(String.join("\0", needs) + "\0")),
                        section(
                                wide ? ".rela.text" : ".rel.text",
                                wide ? SectionHeader.RELA : SectionHeader.REL,
                                0,
                                0,
                                table.array())));
    }

    /** A file of these sections: header, contents, names, section headers. */
    public static byte[] file(Platform platform, int type, List<Section> sections) {
        ElfClass elfClass = platform.elfClass();
        StringBuilder names = new StringBuilder("\0.shstrtab\0");
        int contents = sections.stream().mapToInt(s -> s.content().length()).sum();
        sections.forEach(section -> names.append(section.name()).append('\0'));
        int namesAt = elfClass.headerSize() + contents;
        int tableAt = (namesAt + names.length() + 7) & ~7;
        int count = sections.size() + 2;
        ByteBuffer out = ByteBuffer.allocate(tableAt + count * elfClass.sectionHeaderSize())
                .order(ByteOrder.LITTLE_ENDIAN);
        new ElfHeader(
                        elfClass,
                        type,
                        platform.machine(),
                        type == ElfHeader.EXECUTABLE ? platform.linkAddress() : 0,
                        0,
                        tableAt,
                        0,
                        0,
                        elfClass.sectionHeaderSize(),
                        count,
                        count - 1)
                .writeTo(out);
        sections.forEach(section -> section.content().writeTo(out));
        out.put(ascii(names.toString()));
        out.position(tableAt);
        new SectionHeader(0, 0, 0, 0, 0, 0, 0, 0).writeTo(elfClass, out);
        int at = elfClass.headerSize();
        for (Section section : sections) {
            new SectionHeader(
                            names.indexOf("\0" + section.name() + "\0") + 1,
                            section.type(),
                            section.flags(),
                            section.address(),
                            at,
                            section.size(),
                            section.align(),
                            0)
                    .writeTo(elfClass, out);
            at += section.content().length();
        }
        new SectionHeader(1, SectionHeader.STRTAB, 0, 0, namesAt, names.length(), 1, 0).writeTo(elfClass, out);
        return out.array();
    }

    /** A section whose size is its content's. */
    public static Section section(String name, long type, long flags, long address, byte[] content) {
        return new Section(name, type, flags, address, Bytes.of(name, content), content.length, 1);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
