// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.elf.ElfHeader;
import io.github.grubxen.elf.SectionHeader;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.SmallElf;
import io.github.grubxen.testing.Untrusted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleFileTest {
    private static final Platform PLATFORM = Platform.I386_XEN;

    @Test
    void saysWhatItNeeds() throws IOException {
        ModuleFile module = read(SmallElf.module(PLATFORM, "one", "two", "three"));
        assertThat(module.dependencies()).containsExactly("two", "three");
        assertThat(module.licences()).containsExactly("LICENSE=GPLv3+");
    }

    @Test
    void isFoundAmongManySectionsWithLongNames() throws IOException {
        List<SmallElf.Section> sections = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            sections.add(empty("n".repeat(i == 0 ? 1 << 20 : 1)));
        }
        sections.add(SmallElf.section(".modname", SectionHeader.PROGBITS, 0, 0, ascii("one")));
        byte[] file = SmallElf.file(PLATFORM, ElfHeader.RELOCATABLE, sections);
        ByteBuffer tables = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int table = tables.getInt(32);
        for (int i = 0; i < 3000; i++) {
            tables.putInt(table + (1 + i) * 40, 11); // each has the name of a mebibyte
        }
        Untrusted.read("one.mod", file, () -> read(file));
        assertThatThrownBy(() -> read(file)).hasMessageContaining("no section .module_license");
    }

    @Test
    void isRefusedWhenItsRelocationsOverlap() {
        ByteBuffer relocations = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 4; at < relocations.capacity(); at += 8) {
            relocations.putInt(at, 1);
        }
        List<SmallElf.Section> sections = List.of(
                SmallElf.section(".modname", SectionHeader.PROGBITS, 0, 0, ascii("one")),
                SmallElf.section(".module_license", SectionHeader.PROGBITS, 0, 0, ascii("LICENSE=GPLv3+")),
                SmallElf.section(".rel.a", SectionHeader.REL, 0, 0, relocations.array()),
                SmallElf.section(".rel.b", SectionHeader.REL, 0, 0, new byte[0]));
        byte[] file = SmallElf.file(PLATFORM, ElfHeader.RELOCATABLE, sections);
        ByteBuffer tables = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int first = tables.getInt(32) + 3 * 40;
        tables.putInt(first + 40 + 16, tables.getInt(first + 16)).putInt(first + 40 + 20, 4096);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("one.mod: its tables of relocations overlap");
    }

    private static SmallElf.Section empty(String name) {
        return SmallElf.section(name, SectionHeader.PROGBITS, 0, 0, new byte[0]);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ModuleFile read(byte[] file) throws BadInput {
        return ModuleFile.read(PLATFORM, "one", Bytes.of("one.mod", file));
    }
}
