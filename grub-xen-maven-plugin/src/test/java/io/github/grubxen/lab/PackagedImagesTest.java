// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.TarWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedImagesTest {
    @TempDir
    Path directory;

    @Test
    void takesLinksForNoImagesOfTheirOwn() throws IOException {
        Path deb = new DebBuilder("site")
                .file("usr/lib/site/grub-1.4.bin", image())
                .link("usr/lib/site/grub.bin", "grub-1.4.bin")
                .write(directory);
        assertThat(names(deb)).containsExactly("grub-1.4.bin");
    }

    @Test
    void readsAHardLinkAsTheFileThatItIs() throws IOException {
        Path deb = new DebBuilder("site")
                .file("usr/lib/site/image", image())
                .with(TarWriter.Entry.hardLink("./usr/lib/site/grub.bin", "./usr/lib/site/image"))
                .write(directory);
        assertThat(names(deb)).containsExactly("grub.bin");
    }

    @Test
    void tellsImagesOfTheSameNameApartByTheirDirectories() throws IOException {
        Path deb = new DebBuilder("site")
                .file("usr/lib/a/grub.bin", image())
                .file("usr/lib/b/grub.bin", image())
                .file("usr/lib/b/other.bin", image())
                .write(directory);
        assertThat(names(deb)).containsExactly("usr-lib-a-grub.bin", "usr-lib-b-grub.bin", "other.bin");
    }

    @Test
    void refusesTheSameFileInTwoPackages() throws IOException {
        List<Path> debs = List.of(
                new DebBuilder("one").file("usr/lib/a/grub.bin", image()).write(directory),
                new DebBuilder("two").file("usr/lib/a/grub.bin", image()).write(directory));
        assertThatThrownBy(() -> PackagedImages.read(debs))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("another of the packages contains /usr/lib/a/grub.bin too");
    }

    @Test
    void namesOfFilesBecomeNamesOfCases() {
        assertThat(BootCase.nameOf("a,b c.bin")).isEqualTo("a_b_c.bin");
        assertThat(BootCase.nameOf(".bin")).isEqualTo("_bin");
        assertThat(BootCase.nameOf("x".repeat(200))).matches(BootCase.NAME);
    }

    private static List<String> names(Path deb) throws IOException {
        return PackagedImages.read(List.of(deb)).stream()
                .map(BootCase.Kernel::fileName)
                .toList();
    }

    private static byte[] image() throws IOException {
        return GrubRelease.BOOKWORM.publishedImage(Platform.X86_64_XEN).toArray();
    }
}
