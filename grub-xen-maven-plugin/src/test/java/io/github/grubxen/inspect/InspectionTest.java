// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.grubxen.format.Image;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an image shows of itself. */
class InspectionTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void tellsWhatDebiansPublishedImagesHold(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);

        Inspection image = Inspection.of(release.publishedImage(platform));

        assertThat(image.platform()).isEqualTo(platform.id());
        assertThat(image.guest()).isEqualTo(platform.isPvh() ? "PVH" : "PV");
        assertThat(image.grub()).isEqualTo(new GrubVersion(tree.info().packageVersion(), "module normal"));
        assertThat(image.prefix()).isEqualTo("(memdisk)/boot/grub");
        assertThat(image.config()).isEqualTo("normal (memdisk)/grub.cfg\n");
        assertThat(image.differsAt()).isNull();
        assertThat(image.modules())
                .containsExactlyElementsOf(tree.resolve(tree.allModules()).stream()
                        .map(m -> new Inspection.Module(
                                m.name(),
                                m.content().length(),
                                Digest.sha256(m.content()),
                                m.licences(),
                                m.dependencies()))
                        .toList());
        assertThat(image.memdisk()).isNotNull();
        assertThat(image.memdisk().files())
                .singleElement()
                .extracting(Memdisk.Member::path, Memdisk.Member::mode)
                .containsExactly("grub.cfg", "0644");
        assertThat(image.publicKeys()).isEmpty();
        assertThat(image.secondStage()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void showsSegmentsAndNotesAsReadelfDoes(Platform platform) throws IOException {
        Tools.require("readelf");
        Bytes published = GrubRelease.BOOKWORM.publishedImage(platform);
        Path file = Files.write(directory.resolve("image"), published.toArray());

        Inspection image = Inspection.of(published);

        String readelf = Tools.run(directory, "readelf", "-lnW", file.toString());
        for (Inspection.Segment segment : image.segments()) {
            String line =
                    String.format("%s 0x%06x 0x%s", segment.type(), segment.offset(), hex(platform, segment.address()));
            assertThat(readelf.replaceAll(" +", " ")).contains(line);
        }
        assertThat(image.notes())
                .extracting(Inspection.Note::name)
                .allSatisfy(name -> assertThat(name).isNotEmpty());
        assertThat(readelf.lines().filter(line -> line.contains("  Xen  ")).count())
                .isBetween((long) image.notes().size() - 1, (long) image.notes().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "xz", "gz"})
    void findsReleaseAndModulesOfAStandaloneImageInItsMemdisk(String compression) throws IOException {
        if (compression.equals("xz")) {
            Tools.require("xz"); // grub-mkstandalone runs it
        }
        Path image = directory.resolve("standalone");
        ExternalProgram made = GrubRelease.TRIXIE.tool(
                directory,
                "grub-mkstandalone",
                "-O",
                "x86_64-xen",
                "-d",
                GrubRelease.TRIXIE.grubDirectory().resolve("x86_64-xen").toString(),
                "--locales=",
                "--fonts=",
                "--themes=",
                "--compress=" + compression,
                "-o",
                image.toString());
        assertThat(made.exit()).describedAs(made.errors()).isZero();

        Inspection inspected = Inspection.of(Bytes.read(image, Image.MAX_BYTES));

        String version = GrubRelease.TRIXIE.tree(Platform.X86_64_XEN).info().packageVersion();
        assertThat(inspected.grub()).isEqualTo(new GrubVersion(version, "modinfo.sh in the memdisk"));
        assertThat(inspected.config()).isNull();
        assertThat(inspected.memdisk()).isNotNull();
        assertThat(inspected.memdisk().files())
                .extracting(Memdisk.Member::path)
                .contains("boot/grub/x86_64-xen/normal.mod");
        assertThat(inspected.memdisk().modules())
                .extracting(Inspection.Module::name, Inspection.Module::sha256)
                .containsExactlyInAnyOrderElementsOf(
                        GrubRelease.TRIXIE.tree(Platform.X86_64_XEN).modules().values().stream()
                                .map(module -> tuple(module.name(), Digest.sha256(module.content())))
                                .toList());
    }

    @Test
    void saysWhatGpgSaysOfAKey() throws IOException {
        gpg("--passphrase", "", "--quick-gen-key", "boot@example.org", "rsa2048");
        gpg("--output", directory.resolve("boot.gpg").toString(), "--export", "boot@example.org");
        Bytes key = Bytes.read(directory.resolve("boot.gpg"), 1 << 20);
        Extras extras = new Extras(List.of(key), Optional.empty(), false, false, false);

        Inspection image = Inspection.of(InspectedImages.of(Platform.I386_XEN_PVH, Optional.empty(), extras));

        String shownByGpg = gpg("--with-colons", "--list-keys");
        assertThat(image.publicKeys()).singleElement().satisfies(shown -> {
            assertThat(shown.fingerprint()).isNotNull();
            assertThat(shownByGpg).contains("fpr:::::::::" + shown.fingerprint() + ":");
            assertThat(shown.size()).isEqualTo(key.length());
        });
    }

    @Test
    void showsTheMultibootHeaderOfASecondStage() throws IOException {
        Extras secondStage = new Extras(List.of(), Optional.empty(), false, false, true);
        Bytes image = InspectedImages.of(Platform.I386_XEN_PVH, Optional.empty(), secondStage);

        Inspection inspection = Inspection.of(image);

        assertThat(inspection.secondStage()).isEqualTo(new SecondStage(0x190, 2, 0xff1e0));
        assertThat(inspection.differsAt()).isNull();
        assertThat(TextReport.of(inspection))
                .contains("second stage    Multiboot header at offset 0x190, flags 0x2, entry 0xff1e0");

        byte[] broken = image.toArray();
        broken[0x194] = 3; // the three words no longer sum to zero
        InspectedImages.assertRefused(Bytes.of("broken", broken), "without a Multiboot header");
    }

    @Test
    void saysThatAnotherGrubCannotStartAPlainPvhImage() throws IOException {
        Inspection plain = Inspection.of(InspectedImages.of(Platform.I386_XEN_PVH, Optional.empty(), Extras.NONE));
        assertThat(plain.secondStage()).isNull();
        assertThat(TextReport.of(plain)).anyMatch(line -> line.startsWith("second stage    no Multiboot header"));
    }

    @Test
    void sendsNoControlCharacterToTheTerminal() throws IOException {
        Bytes config = ImageRecipe.text("config", "echo \u001b[2J\r\ninsmod ext2\n");

        List<String> lines =
                TextReport.of(Inspection.of(InspectedImages.of(Platform.I386_XEN, Optional.of(config), Extras.NONE)));

        assertThat(lines).contains("  | echo ?[2J", "  | insmod ext2");
        assertThat(String.join("", lines)).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void readsAStandaloneImageInLzo() throws IOException {
        Tools.require("lzop");
        Path image = directory.resolve("standalone");
        ExternalProgram made = GrubRelease.TRIXIE.tool(
                directory,
                "grub-mkstandalone",
                "-O",
                "x86_64-xen",
                "-d",
                GrubRelease.TRIXIE.grubDirectory().resolve("x86_64-xen").toString(),
                "--locales=",
                "--fonts=",
                "--themes=",
                "--compress=lzo",
                "--modules=normal",
                "-o",
                image.toString());
        assertThat(made.exit()).describedAs(made.errors()).isZero();
        Inspection inspection = Inspection.of(Bytes.read(image, Image.MAX_BYTES));
        assertThat(inspection.grub()).isNotNull();
        assertThat(inspection.grub().from()).isEqualTo("module normal");
    }

    @Test
    void tellsAnEmptyDeviceTreeFromAShimLockByTheRelease() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty"));
        for (GrubRelease release : GrubRelease.values()) {
            ModuleTree tree = release.tree(Platform.X86_64_XEN);
            boolean since = tree.info().isAtLeast(2, 14);
            Extras extras = since
                    ? new Extras(List.of(), Optional.of(Bytes.read(empty, 1)), false, false, false)
                    : new Extras(List.of(), Optional.empty(), true, false, false);
            ImageRecipe recipe = new ImageRecipe(
                    Platform.X86_64_XEN,
                    tree.resolveRequests(List.of(ModuleRequest.of("normal"))),
                    Optional.empty(),
                    Optional.empty(),
                    ImageRecipe.MEMDISK_PREFIX,
                    extras);

            Inspection inspection =
                    Inspection.of(Bytes.of("image", recipe.image(tree).toByteArray()));

            assertThat(inspection.shimLockDisabled()).isEqualTo(!since);
            assertThat(inspection.deviceTree()).isEqualTo(since ? Integer.valueOf(0) : null);
            assertThat(inspection.differsAt()).isNull();
        }
    }

    private String gpg(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("gpg", "--homedir", directory.toString(), "--batch"));
        command.addAll(List.of(arguments));
        return Tools.run(directory, command.toArray(String[]::new));
    }

    private static String hex(Platform platform, long address) {
        return String.format("%0" + 2 * platform.elfClass().wordSize() + "x", address);
    }
}
