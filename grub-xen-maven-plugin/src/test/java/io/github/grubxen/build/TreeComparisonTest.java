// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.elf.SectionHeader;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeComparisonTest {
    private static final List<String> FILES =
            List.of("hello.mod", "echo.mod", "kernel.img", "moddep.lst", "modinfo.sh", "config.h");

    @TempDir
    Path directory;

    private Path published = Path.of("none");
    private Path built = Path.of("none");

    @BeforeEach
    void copyATree() throws IOException {
        published = Files.createDirectory(directory.resolve("published"));
        built = Files.createDirectory(directory.resolve("built"));
        Path tree = GrubRelease.BOOKWORM.grubDirectory().resolve(Platform.I386_XEN_PVH.id());
        for (String name : FILES) {
            Files.copy(tree.resolve(name), published.resolve(name));
            Files.copy(tree.resolve(name), built.resolve(name));
        }
        Files.writeString(built.resolve("gmodule.pl"), "not of a tree");
    }

    @Test
    void equalTreesHaveNoDifferences() throws IOException {
        assertThat(TreeComparison.of(published, built)).isEqualTo(new TreeComparison(FILES.size(), 2, 2, List.of()));
    }

    @Test
    void aModuleThatDiffersIsNamedWithItsSection() throws IOException {
        change("hello.mod", ".text");
        TreeComparison comparison = TreeComparison.of(published, built);
        assertThat(comparison.equalModules()).isEqualTo(1);
        assertThat(comparison.differences())
                .singleElement()
                .hasToString("hello.mod: differs in .text (another compiler or other flags, or another source)");
    }

    @Test
    void aVersionInTheKernelIsToldFromAnotherCompiler() throws IOException {
        change("kernel.img", ".rodata");
        assertThat(TreeComparison.of(published, built).differences())
                .singleElement()
                .hasToString("kernel.img: differs in .rodata (a version, a font, or a path in assert())");
    }

    @Test
    void eachFileThatDiffersIsMissingOrMoreIsNamed() throws IOException {
        Files.writeString(built.resolve("moddep.lst"), "other");
        Files.delete(built.resolve("echo.mod"));
        Files.delete(published.resolve("config.h"));
        Files.writeString(built.resolve("hello.mod"), "no ELF file");
        TreeComparison comparison = TreeComparison.of(published, built);
        assertThat(comparison.differences())
                .extracting(TreeComparison.Difference::file)
                .containsExactly("config.h", "echo.mod", "hello.mod", "moddep.lst");
        assertThat(comparison.modules()).isEqualTo(2);
        assertThat(comparison.equalModules()).isZero();
    }

    @Test
    void aByteBetweenTheSectionsCounts() throws IOException {
        Files.write(built.resolve("hello.mod"), new byte[] {0}, StandardOpenOption.APPEND);
        assertThat(TreeComparison.of(published, built).differences())
                .singleElement()
                .hasToString("hello.mod: differs outside its sections");
    }

    private void change(String name, String section) throws IOException {
        Path file = built.resolve(name);
        ElfFile elf = ElfFile.read(Bytes.read(file, 1 << 20));
        byte[] bytes = Files.readAllBytes(file);
        for (SectionHeader header : elf.sections()) {
            if (elf.name(header).equals(section)) {
                bytes[(int) header.offset()]++;
            }
        }
        Files.write(file, bytes);
    }
}
