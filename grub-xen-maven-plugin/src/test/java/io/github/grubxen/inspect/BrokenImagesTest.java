// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.format.Image;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are no whole images. */
class BrokenImagesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Platform.class)
    void namesACutFileWithTheOffset(Platform platform) throws IOException {
        byte[] whole = GrubRelease.BOOKWORM.publishedImage(platform).toArray();
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            int length = i < 100 ? i * 8 : random.nextInt(whole.length);
            Bytes cut = Bytes.of("cut.bin", Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Inspection.of(cut))
                    .describedAs("cut to %d bytes", length)
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("cut.bin at offset 0x");
        }
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void namesAStrippedImage(Platform platform) throws IOException {
        Tools.require("strip");
        Path file = directory.resolve("stripped.bin");
        Files.write(file, GrubRelease.BOOKWORM.publishedImage(platform).toArray());
        Tools.run(directory, "strip", file.toString());

        assertThatThrownBy(() -> Inspection.of(Bytes.read(file, Image.MAX_BYTES)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("stripped.bin at offset 0x")
                .hasMessageContaining("strip and objcopy break it");
    }

    @Test
    void namesWhatIsNoImage() throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(Platform.X86_64_XEN);
        InspectedImages.assertRefused(tree.kernel(), "no Xen notes");
        InspectedImages.assertRefused(tree.resolve(List.of("terminal")).get(0).content(), "not a program");
        InspectedImages.assertRefused(
                Bytes.of("text", "set root=xen/xvda\n".repeat(9).getBytes(StandardCharsets.UTF_8)), "not an ELF");
        InspectedImages.assertRefused(Bytes.of("empty", new byte[0]), "not an ELF");
    }

    @Test
    void saysWhereAFileIsNotAsGrubWouldWriteIt() throws IOException {
        byte[] image = InspectedImages.of(Platform.X86_64_XEN, Optional.empty(), Extras.NONE)
                .toArray();
        image[0xff0] = 1;

        assertThat(Inspection.of(Bytes.of("image", image)).differsAt()).isEqualTo(0xff0);
        assertThat(TextReport.of(Inspection.of(Bytes.of("image", image))))
                .anyMatch(line -> line.contains("first at offset 0xff0"));
    }

    @Test
    void refusesASecondPrefixWithItsOffset() throws IOException {
        Bytes image =
                InspectedImages.of(Platform.X86_64_XEN, Optional.of(ImageRecipe.text("config", "x")), Extras.NONE);
        byte[] two = image.toArray();
        String text = image.latin1();
        int config = text.lastIndexOf("\2\0\0\0\20\0\0\0x\0\0\0");
        two[config] = 3; // the number of a prefix
        int prefix = text.indexOf("\3\0\0\0", config + 8);
        assertThatThrownBy(() -> Inspection.of(Bytes.of("two", two)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("two at offset 0x" + Integer.toHexString(prefix))
                .hasMessageContaining("a second object PREFIX");
    }

    @Test
    void saysOfACutHeaderThatItIsCut() throws IOException {
        byte[] whole = GrubRelease.BOOKWORM.publishedImage(Platform.X86_64_XEN).toArray();
        for (int length : List.of(4, 16, 30, 51, 63)) {
            InspectedImages.assertRefused(
                    Bytes.of("cut", Arrays.copyOf(whole, length)), "are left. The file is cut off");
        }
        whole[5] = 2;
        assertThatThrownBy(() -> Inspection.of(Bytes.of("big", whole)))
                .hasMessageContaining("big at offset 0x4: not a little-endian ELF file");
    }
}
