// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.elf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Held against readelf. */
class DynamicSectionTest {
    private static final Pattern NEEDED = Pattern.compile("\\(NEEDED\\) +Shared library: \\[(.*)]");

    @ParameterizedTest
    @EnumSource(GrubRelease.class)
    void namesTheLibrariesThatAProgramNeeds(GrubRelease release) throws IOException {
        Path program = release.tool("grub-mkimage");
        List<String> expected = NEEDED.matcher(Tools.run(Path.of("."), "readelf", "-d", program.toString()))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(DynamicSection.of(ElfFile.read(Bytes.read(program, 1 << 24))).needed())
                .isNotEmpty()
                .isEqualTo(expected);
    }

    @Test
    void isEmptyInAFileWithoutIt() throws IOException {
        Bytes image = GrubRelease.BOOKWORM.publishedImage(Platform.X86_64_XEN);
        assertThat(DynamicSection.of(ElfFile.read(image)).needed()).isEmpty();
    }
}
