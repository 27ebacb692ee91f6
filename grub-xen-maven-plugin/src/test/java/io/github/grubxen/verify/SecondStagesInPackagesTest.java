// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.format.Image;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Second stages in packages, which first stages look for under their names. */
class SecondStagesInPackagesTest extends ImagesInPackagesTestCase {
    @Test
    void secondStagesAreWhatFirstStagesLookForUnderTheirNames() throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(Platform.I386_XEN_PVH);
        ImageRecipe plain =
                ImageRecipe.of(tree, List.of("normal"), Optional.empty(), Optional.empty(), ImageRecipe.MEMDISK_PREFIX);
        Extras secondStage = new Extras(List.of(), Optional.empty(), false, false, true);
        ImageRecipe chained = new ImageRecipe(
                plain.platform(), plain.modules(), plain.memdisk(), plain.config(), plain.prefix(), secondStage);

        assertThat(secondStage("pvhboot-i386.elf", chained.image(tree))).isEmpty();
        assertThat(secondStage("pvhboot-i386.elf", plain.image(tree)))
                .singleElement()
                .asString()
                .contains("no Multiboot header, so no first stage can start it")
                .contains("Make the image as a second stage.");
        assertThat(secondStage("pvboot-x86_64.elf", image(Platform.X86_64_XEN))).isEmpty();
        assertThat(secondStage("pvboot-i386.elf", image(Platform.X86_64_XEN)))
                .singleElement()
                .asString()
                .contains("the name of a second stage for i386-xen, but an image for x86_64-xen");
        byte[] changed = chained.image(tree).toByteArray();
        changed[0x1e8] ^= 1;
        Path deb =
                new DebBuilder("p").file("boot/xen/pvhboot-i386.elf", changed).write(directory);
        assertThat(new Verification(0, Optional.empty()).of(List.of(deb)))
                .singleElement()
                .asString()
                .contains("at offset 0x1e8: not what GRUB's image writer makes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "empty", "half", "no notes", "kernel.img"})
    void whatIsNoSecondStageIsNamedUnderItsName(String what) throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(Platform.I386_XEN_PVH);
        byte[] good = image(Platform.I386_XEN_PVH).toByteArray();
        byte[] content = switch (what) {
            case "text" -> "no ELF file\n".getBytes(StandardCharsets.UTF_8);
            case "empty" -> new byte[0];
            case "half" -> Arrays.copyOf(good, good.length / 2);
            case "no notes" -> withoutNotes(good);
            default -> tree.kernel().toArray();
        };

        assertThat(secondStage("pvhboot-i386.elf", content))
                .singleElement()
                .asString()
                .contains(": /boot/xen/pvhboot-i386.elf")
                .contains(" [images]. ");
    }

    @Test
    void aStrippedSecondStageIsNamed() throws IOException {
        Tools.require("strip");
        Path file = Files.write(
                directory.resolve("image"), image(Platform.X86_64_XEN).toByteArray());
        Tools.run(directory, "strip", file.toString());
        assertThat(secondStage("pvboot-x86_64.elf", Files.readAllBytes(file)))
                .singleElement()
                .asString()
                .contains(": /boot/xen/pvboot-x86_64.elf")
                .contains("; strip or objcopy wrote it anew [images].");
    }

    private List<String> secondStage(String name, Image image) throws IOException {
        return secondStage(name, image.toByteArray());
    }

    private List<String> secondStage(String name, byte[] image) throws IOException {
        Path deb = new DebBuilder("p").file("boot/xen/" + name, image).write(directory);
        return new Verification(0, Optional.empty())
                .of(List.of(deb)).stream().map(Object::toString).toList();
    }
}
