// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.elf.SectionHeader;
import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImageObject;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Images that tests of this package compare. */
final class ComparedImages {
    static final List<String> MODULES = List.of("normal", "tar", "memdisk", "linux", "ext2");

    private ComparedImages() {}

    /** An image of Debian 12 with these modules and a memdisk with this grub.cfg. */
    static Image image(List<String> modules, String config) throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(Platform.X86_64_XEN);
        GnuTar.Entry file =
                new GnuTar.Entry("grub.cfg", TarAttributes.root(1420070400), ImageRecipe.text("grub.cfg", config));
        return ImageRecipe.of(
                        tree,
                        modules,
                        Optional.of(GnuTar.write("memdisk", List.of(file))),
                        Optional.of(ImageRecipe.text("config", "normal (memdisk)/grub.cfg\n")),
                        ImageRecipe.MEMDISK_PREFIX)
                .image(tree);
    }

    static Bytes bytes(Image image) {
        return Bytes.of("image", image.toByteArray());
    }

    /** The differences of two images. */
    static List<Part> parts(Image former, Image newer) throws IOException {
        return ReadImage.of(bytes(former)).to(ReadImage.of(bytes(newer))).parts();
    }

    /** The same image with another content of an object. */
    static Image with(Image image, ObjectType type, String content) {
        return with(
                image,
                image.objects().stream()
                        .map(object -> object.type() == type
                                ? new ImageObject(type, ImageRecipe.text("content", content))
                                : object)
                        .toList());
    }

    static Image with(Image image, List<ImageObject> objects) {
        return new Image(image.platform(), image.kernel(), image.numbers(), objects, image.secondStage());
    }

    /** A module with another byte in its code, or in its data if it has no code. */
    static ImageObject patched(ImageObject module) throws IOException {
        ElfFile elf = ElfFile.read(module.content());
        byte[] bytes = module.content().toArray();
        List<SectionHeader> sections = new ArrayList<>();
        for (SectionHeader section : elf.sections()) {
            if (elf.name(section).equals(".text") || elf.name(section).equals(".rodata")) {
                sections.add(section);
            }
        }
        SectionHeader largest = sections.stream()
                .max((one, other) -> Long.compare(one.size(), other.size()))
                .orElseThrow();
        bytes[(int) largest.offset()] ^= 1;
        return new ImageObject(ObjectType.MODULE, Bytes.of("module", bytes));
    }
}
