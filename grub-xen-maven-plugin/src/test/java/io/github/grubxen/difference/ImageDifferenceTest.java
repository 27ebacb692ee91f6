// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImageObject;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of two images that differ. */
class ImageDifferenceTest {
    private static final String CONFIG = "set timeout=5\nset default=0\nlinux /vmlinuz\n";

    @Test
    void namesEveryModuleThatWasPatched() throws IOException {
        Image former = ComparedImages.image(ComparedImages.MODULES, CONFIG);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            Set<String> patched = new TreeSet<>();
            List<ImageObject> objects = new ArrayList<>();
            for (ImageObject object : former.objects()) {
                boolean chosen = object.type() == ObjectType.MODULE && random.nextInt(4) == 0;
                objects.add(chosen ? ComparedImages.patched(object) : object);
                if (chosen) {
                    patched.add(name(object));
                }
            }
            Image newer = ComparedImages.with(former, objects);
            if (!patched.isEmpty()) {
                assertThat(ComparedImages.parts(former, newer))
                        .as("seed %d", seed)
                        .singleElement()
                        .extracting(Part::name, part -> part.names().changed(), Part::words)
                        .containsExactly("modules", List.copyOf(patched), "changed: " + String.join(", ", patched));
            }
        }
    }

    @Test
    void namesModulesThatCameAndWent() throws IOException {
        Image former = ComparedImages.image(List.of("normal", "tar", "memdisk", "echo"), CONFIG);
        Image newer = ComparedImages.image(List.of("normal", "tar", "memdisk", "true"), CONFIG);
        assertThat(ComparedImages.parts(former, newer))
                .singleElement()
                .extracting(Part::name, Part::words)
                .containsExactly("modules", "+true, -echo");
    }

    @Test
    void saysThatTheModulesHaveAnotherOrder() throws IOException {
        Image former = ComparedImages.image(ComparedImages.MODULES, CONFIG);
        List<ImageObject> objects = new ArrayList<>(former.objects());
        objects.add(0, objects.remove(1));
        assertThat(ComparedImages.parts(former, ComparedImages.with(former, objects)))
                .containsExactly(Part.of("modules", "the same, in another order"));
    }

    @Test
    void showsTheChangedLineOfTheConfigInTheMemdisk() throws IOException {
        Image former = ComparedImages.image(ComparedImages.MODULES, CONFIG);
        Image newer = ComparedImages.image(ComparedImages.MODULES, CONFIG.replace("timeout=5", "timeout=10"));
        ImageDifference.Found found =
                ReadImage.of(ComparedImages.bytes(former)).to(ReadImage.of(ComparedImages.bytes(newer)));
        assertThat(found.parts())
                .extracting(Part::name, Part::words)
                .containsExactly(
                        tuple("memdisk", "changed: grub.cfg"), tuple("memdisk file grub.cfg", "line 1 changed"));
        assertThat(found.parts().get(1).lines()).containsExactly("-1  set timeout=5", "+1  set timeout=10");
        assertThat(found.same()).contains("GRUB", "kernel", "modules", "prefix", "early config", "notes");
    }

    @Test
    void showsTheEarlyConfigAndThePrefix() throws IOException {
        Image former = ComparedImages.image(ComparedImages.MODULES, CONFIG);
        Image newer = ComparedImages.with(
                ComparedImages.with(former, ObjectType.CONFIG, "set debug=all\nnormal (memdisk)/grub.cfg\n"),
                ObjectType.PREFIX,
                "/boot/grub");
        assertThat(ComparedImages.parts(former, newer))
                .extracting(Part::name, Part::words)
                .containsExactly(
                        tuple("prefix", "(memdisk)/boot/grub -> /boot/grub"), tuple("early config", "line 1 added"));
    }

    @Test
    void saysOfAMemdiskWhoseFilesAreTheSameWhatElseDiffers() throws IOException {
        Image former = ComparedImages.image(ComparedImages.MODULES, CONFIG);
        Bytes disk = GnuTar.write(
                "memdisk",
                List.of(new GnuTar.Entry("grub.cfg", TarAttributes.root(1), ImageRecipe.text("grub.cfg", CONFIG))));
        List<ImageObject> objects = former.objects().stream()
                .map(object -> object.type() == ObjectType.MEMDISK ? new ImageObject(ObjectType.MEMDISK, disk) : object)
                .toList();
        assertThat(ComparedImages.parts(former, ComparedImages.with(former, objects)))
                .containsExactly(Part.of("memdisk", "the same files, with other owners, modes or times"));
    }

    @Test
    void namesThePartOfTheFileIfNothingElseDiffers() throws IOException {
        byte[] newer = ComparedImages.image(ComparedImages.MODULES, CONFIG).toByteArray();
        ReadImage former = ReadImage.of(Bytes.of("image", newer.clone()));
        newer[0x8] = 1; // padding of the ELF identification
        assertThat(former.to(ReadImage.of(Bytes.of("image", newer))).parts())
                .containsExactly(Part.of("bytes", "differ in: headers"));
    }

    @Test
    void saysThatAnImageCannotBeRead() throws IOException {
        Bytes image = ComparedImages.bytes(ComparedImages.image(ComparedImages.MODULES, CONFIG));
        ReadImage damaged = ReadImage.of(image.slice(0, image.length() / 2));
        assertThat(ReadImage.of(image).to(damaged).parts())
                .singleElement()
                .satisfies(part -> assertThat(part.words()).startsWith("the newer image cannot be read: "));
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void ofTwoReleasesNamesTheModulesThatOnlyOneTreeHas(Platform platform) throws IOException {
        List<Part> parts = ReadImage.of(GrubRelease.BOOKWORM.publishedImage(platform))
                .to(ReadImage.of(GrubRelease.TRIXIE.publishedImage(platform)))
                .parts();
        ModuleTree former = GrubRelease.BOOKWORM.tree(platform);
        ModuleTree newer = GrubRelease.TRIXIE.tree(platform);
        Set<String> added = new TreeSet<>(newer.modules().keySet());
        added.removeAll(former.modules().keySet());
        Set<String> removed = new TreeSet<>(former.modules().keySet());
        removed.removeAll(newer.modules().keySet());
        assertThat(parts).extracting(Part::name).contains("GRUB", "kernel", "modules");
        Names names = parts.stream()
                .filter(part -> part.name().equals("modules"))
                .findFirst()
                .orElseThrow()
                .names();
        assertThat(names.added()).containsExactlyElementsOf(added);
        assertThat(names.removed()).containsExactlyElementsOf(removed);
    }

    private static String name(ImageObject module) throws IOException {
        return ModuleFile.embedded(Platform.X86_64_XEN, module.content()).name();
    }
}
