// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImagePart;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images and module trees in packages: mangled on the way, or not what the build makes of them a second time. */
class ImagesInPackagesTest extends ImagesInPackagesTestCase {
    @Test
    void aSecondBuildGivesThem() throws IOException {
        SecondBuild second = new SecondBuild(IMAGES, TREES);
        assertThat(find(
                        Optional.of(second),
                        pack(Platform.X86_64_XEN, image(Platform.X86_64_XEN).toByteArray())))
                .isEmpty();
        assertThat(second.notPackaged()).containsExactly("grub-i386-xen.bin", "grub-i386-xen_pvh.bin");
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void strippedOnesAreNamed(Platform platform) throws IOException {
        Tools.require("strip");
        Path file = Files.write(directory.resolve("image"), image(platform).toByteArray());
        Tools.run(directory, "strip", file.toString());

        assertThat(find(Optional.empty(), pack(platform, Files.readAllBytes(file))))
                .singleElement()
                .asString()
                .contains(": /usr/lib/grub-xen/grub-" + platform + ".bin at offset 0x")
                .contains("; strip or objcopy wrote it anew [images]. Package the image as it was made")
                .contains(" [images]. ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-I elf64-x86-64 -R .xen", "--strip-unneeded", "-I elf64-x86-64 -S"})
    void thoseThatObjcopyChangedAreNamed(String options) throws IOException {
        Tools.require("objcopy");
        Files.write(directory.resolve("image"), image(Platform.X86_64_XEN).toByteArray());
        Tools.run(directory, "sh", "-c", "objcopy " + options + " image out");

        assertThat(find(Optional.empty(), pack(Platform.X86_64_XEN, Files.readAllBytes(directory.resolve("out")))))
                .singleElement()
                .asString()
                .contains("; strip or objcopy wrote it anew [images].");
    }

    @Test
    void thoseThatWentThroughATextModeAreNamed() throws IOException {
        byte[] image = image(Platform.X86_64_XEN).toByteArray();
        byte[] filtered = new String(image, StandardCharsets.UTF_8)
                .getBytes(StandardCharsets.UTF_8); // as a resource filter does it
        assertThat(find(Optional.empty(), pack(Platform.X86_64_XEN, filtered)))
                .singleElement()
                .asString()
                .contains("; a text filter changed it (");

        byte[] converted = new String(image, StandardCharsets.ISO_8859_1)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(find(Optional.empty(), pack(Platform.X86_64_XEN, converted)))
                .singleElement()
                .asString()
                .contains("; a copy in text mode made each of its line feeds");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 60, 5000, 300_000})
    void cutOnesAreNamed(int size) throws IOException {
        byte[] image = image(Platform.X86_64_XEN).toByteArray();
        assertThat(find(Optional.empty(), pack(Platform.X86_64_XEN, Arrays.copyOf(image, size))))
                .singleElement()
                .asString()
                .contains(": " + WHERE)
                .contains(" [images]. ");
    }

    @Test
    void thoseElsewhereAreKnownByTheirNotes() throws IOException {
        byte[] image = image(Platform.I386_XEN_PVH).toByteArray();
        image[24] ^= 1; // the entry
        Path deb = new DebBuilder("p").file("boot/xen/second.elf", image).write(directory);
        assertThat(new Verification(0, Optional.empty()).of(List.of(deb)))
                .singleElement()
                .asString()
                .contains("/boot/xen/second.elf at offset 0x18: entered at 0x");

        byte[] linux = image(Platform.X86_64_XEN).toByteArray();
        int os = new String(linux, StandardCharsets.ISO_8859_1).lastIndexOf("GRUB\0");
        System.arraycopy("linux".getBytes(StandardCharsets.US_ASCII), 0, linux, os, 5);
        Path other = new DebBuilder("p").file("boot/vmlinux", linux).write(directory);
        assertThat(new Verification(0, Optional.empty()).of(List.of(other))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void mangledOnesElsewhereAreKnownByWhatIsLeftOfThem(Platform platform) throws IOException {
        Tools.require("strip", "objcopy");
        byte[] image = image(platform).toByteArray();
        Files.write(directory.resolve("image"), image);
        Tools.run(
                directory,
                "sh",
                "-c",
                "strip -o stripped image && objcopy -R .xen image without-notes || cp stripped without-notes");
        List<byte[]> mangled = List.of(
                Files.readAllBytes(directory.resolve("stripped")),
                Files.readAllBytes(directory.resolve("without-notes")),
                new String(image, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8),
                new String(image, StandardCharsets.ISO_8859_1)
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1),
                Arrays.copyOf(image, image.length / 2));
        for (byte[] content : mangled) {
            Path deb = new DebBuilder("p").file("opt/web.img", content).write(directory);
            assertThat(find(Optional.empty(), deb))
                    .as("mangled image " + mangled.indexOf(content))
                    .singleElement()
                    .asString()
                    .contains(": /opt/web.img")
                    .contains(" [images]. ");
        }
    }

    @Test
    void aSingleChangedByteIsFoundAndThePartNamed() throws IOException {
        Image image = image(Platform.X86_64_XEN);
        long from = 0;
        List<String> named = new ArrayList<>();
        for (ImagePart part : image.parts()) {
            byte[] changed = image.toByteArray();
            int at = (int) (from + Math.min(9, part.end() - from - 1));
            changed[at] ^= 0x20;
            List<String> lines = find(Optional.of(new SecondBuild(IMAGES, TREES)), pack(Platform.X86_64_XEN, changed));
            assertThat(lines)
                    .anySatisfy(line -> assertThat(line)
                            .contains(": " + WHERE + ": not what a second build of grub-x86_64-xen.bin gives")
                            .contains("the first difference is at offset 0x" + Integer.toHexString(at) + ", in its "
                                    + part.name())
                            .contains(" [second-build]. "));
            named.add(part.name());
            from = part.end();
        }
        assertThat(named)
                .contains("headers", "kernel", "module ext2", "module normal", "memdisk", "config", "prefix", "notes")
                .doesNotHaveDuplicates();
        assertThat(from).isEqualTo(image.toByteArray().length);
    }

    @Test
    void anotherSizeIsTold() throws IOException {
        byte[] image = image(Platform.X86_64_XEN).toByteArray();
        List<String> lines = find(
                Optional.of(new SecondBuild(IMAGES, TREES)),
                pack(Platform.X86_64_XEN, Arrays.copyOf(image, image.length + 2)));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .contains("gives (" + (image.length + 2) + " bytes, the second build has " + image.length + ")")
                        .contains("offset 0x" + Integer.toHexString(image.length) + ", after its end"));
    }

    @Test
    void aNameWithAVersionInItIsKnown() throws IOException {
        byte[] other = ImageRecipe.of(
                        TREES.get(1), List.of("tar"), Optional.empty(), Optional.empty(), ImageRecipe.MEMDISK_PREFIX)
                .image(TREES.get(1))
                .toByteArray();
        Path deb = new DebBuilder("p")
                .file("usr/lib/grub-xen/grub-x86_64-xen-1.4.bin", other)
                .write(directory);
        assertThat(new Verification(0, Optional.of(new SecondBuild(IMAGES, TREES))).of(List.of(deb)))
                .singleElement()
                .asString()
                .contains(
                        "/usr/lib/grub-xen/grub-x86_64-xen-1.4.bin: not what a second build of grub-x86_64-xen.bin gives");

        Path foreign =
                new DebBuilder("p").file("usr/lib/grub-xen/other.bin", other).write(directory);
        assertThat(new Verification(0, Optional.of(new SecondBuild(IMAGES, TREES))).of(List.of(foreign)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grub", "grub-xen-all"})
    void aTreeThatCannotBeUsedIsNamed(String name) throws IOException {
        String directoryOfTree = "usr/lib/" + name + "/i386-xen/";
        DebBuilder tree = new DebBuilder("p");
        ModuleTree good = TREES.get(0);
        tree.file(directoryOfTree + "kernel.img", good.kernel().toArray());
        good.lists().forEach((list, content) -> tree.file(directoryOfTree + list, content.toArray()));
        good.modules().forEach((file, module) -> {
            if (!file.equals("ext2")) {
                tree.file(directoryOfTree + file + ".mod", module.content().toArray());
            }
        });
        SecondBuild second = new SecondBuild(IMAGES, TREES);
        assertThat(find(Optional.of(second), tree.write(directory)))
                .containsExactly(
                        "p_1_all.deb: /" + directoryOfTree + "ext2.mod: is missing from the package [second-build]."
                                + " Build it all again; between the goals images, deb and verify nothing may change images or"
                                + " modules.");

        byte[] broken = good.resolve(List.of("ext2")).get(1).content().toArray();
        broken[4] = 9;
        tree.file(directoryOfTree + "ext2.mod", broken);
        assertThat(find(Optional.empty(), tree.write(directory)))
                .singleElement()
                .asString()
                .contains(": /" + directoryOfTree + "ext2.mod")
                .contains(" [module-trees]. ");
    }

    @Test
    void theSecondBuildNeedsTheModules() {
        assertThatThrownBy(() -> new SecondBuild(IMAGES, TREES.subList(0, 1)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("grub-x86_64-xen.bin: the build has no modules for x86_64-xen");
    }
}
