// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.format.Image;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.TarWriter;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionTest {
    @TempDir
    Path folder;

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
        Bytes published = GrubRelease.MACHINE.publishedImage(platform);
        Path file = Files.write(folder.resolve("image"), published.toArray());

        Inspection image = Inspection.of(published);

        String readelf = Tools.run(folder, "readelf", "-lnW", file.toString());
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
        Path image = folder.resolve("standalone");
        ExternalProgram made = GrubRelease.TRIXIE.tool(
                folder,
                "grub-mkstandalone",
                "-O",
                "x86_64-xen",
                "-d",
                GrubRelease.TRIXIE.grubFolder().resolve("x86_64-xen").toString(),
                "--locales=",
                "--fonts=",
                "--themes=",
                "--compress=" + compression,
                "-o",
                image.toString());
        assertThat(made.exit()).describedAs(made.errors()).isZero();

        Inspection inspected = Inspection.of(Bytes.read(image, Image.LIMIT));

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
        gpg("--output", folder.resolve("boot.gpg").toString(), "--export", "boot@example.org");
        Bytes key = Bytes.read(folder.resolve("boot.gpg"), 1 << 20);
        Extras extras = new Extras(List.of(key), Optional.empty(), false, false, false);

        Inspection image = Inspection.of(image(Platform.I386_XEN_PVH, Optional.empty(), extras));

        String shownByGpg = gpg("--with-colons", "--list-keys");
        assertThat(image.publicKeys()).singleElement().satisfies(shown -> {
            assertThat(shown.fingerprint()).isNotNull();
            assertThat(shownByGpg).contains("fpr:::::::::" + shown.fingerprint() + ":");
            assertThat(shown.size()).isEqualTo(key.length());
        });
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void namesACutFileWithTheOffset(Platform platform) throws IOException {
        byte[] whole = GrubRelease.MACHINE.publishedImage(platform).toArray();
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
        Path file = folder.resolve("stripped.bin");
        Files.write(file, GrubRelease.MACHINE.publishedImage(platform).toArray());
        Tools.run(folder, "strip", file.toString());

        assertThatThrownBy(() -> Inspection.of(Bytes.read(file, Image.LIMIT)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("stripped.bin at offset 0x")
                .hasMessageContaining("strip and objcopy break it");
    }

    @Test
    void namesWhatIsNoImage() throws IOException {
        ModuleTree tree = GrubRelease.MACHINE.tree(Platform.X86_64_XEN);
        assertRefused(tree.kernel(), "no Xen notes");
        assertRefused(tree.resolve(List.of("terminal")).get(0).content(), "no program");
        assertRefused(Bytes.of("text", "set root=xen/xvda\n".repeat(9).getBytes(StandardCharsets.UTF_8)), "not an ELF");
        assertRefused(Bytes.of("empty", new byte[0]), "not an ELF");
    }

    @Test
    void saysWhereAFileIsNotAsGrubWouldWriteIt() throws IOException {
        byte[] image = image(Platform.X86_64_XEN, Optional.empty(), Extras.NONE).toArray();
        image[0xff0] = 1;

        assertThat(Inspection.of(Bytes.of("image", image)).differsAt()).isEqualTo(0xff0);
        assertThat(TextReport.of(Inspection.of(Bytes.of("image", image))))
                .anyMatch(line -> line.contains("first at offset 0xff0"));
    }

    @Test
    void showsTheMultibootHeaderOfASecondStage() throws IOException {
        Extras secondStage = new Extras(List.of(), Optional.empty(), false, false, true);
        Bytes image = image(Platform.I386_XEN_PVH, Optional.empty(), secondStage);

        Inspection inspection = Inspection.of(image);

        assertThat(inspection.secondStage()).isEqualTo(new SecondStage(0x190, 2, 0xff1e0));
        assertThat(inspection.differsAt()).isNull();
        assertThat(TextReport.of(inspection))
                .contains("second stage    Multiboot header at offset 0x190, flags 0x2, entry 0xff1e0");

        byte[] broken = image.toArray();
        broken[0x194] = 3; // the three words no longer sum to zero
        assertRefused(Bytes.of("broken", broken), "without a Multiboot header");
    }

    @Test
    void saysThatAnotherGrubCannotStartAPlainPvhImage() throws IOException {
        Inspection plain = Inspection.of(image(Platform.I386_XEN_PVH, Optional.empty(), Extras.NONE));
        assertThat(plain.secondStage()).isNull();
        assertThat(TextReport.of(plain)).anyMatch(line -> line.startsWith("second stage    no Multiboot header"));
    }

    @Test
    void sendsNoControlCharacterToTheTerminal() throws IOException {
        Bytes config = ImageRecipe.text("config", "echo \u001b[2J\r\ninsmod ext2\n");

        List<String> lines = TextReport.of(Inspection.of(image(Platform.I386_XEN, Optional.of(config), Extras.NONE)));

        assertThat(lines).contains("  | echo ?[2J", "  | insmod ext2");
        assertThat(String.join("", lines)).doesNotContainPattern("\\p{Cntrl}");
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void unpacksEveryModuleAsItWas(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);

        ImageParts.extract(release.publishedImage(platform), folder.resolve("parts"));

        for (ModuleFile module : tree.modules().values()) {
            assertThat(folder.resolve("parts/modules/" + module.name() + ".mod"))
                    .hasBinaryContent(module.content().toArray());
        }
        assertThat(folder.resolve("parts/memdisk-files/grub.cfg")).content().contains("grub.cfg");
        assertThat(folder.resolve("parts/config")).hasContent("normal (memdisk)/grub.cfg\n");
        assertThat(folder.resolve("parts/prefix")).hasContent("(memdisk)/boot/grub");
    }

    @Test
    void takesALinkInTheMemdiskForNoFile() throws IOException {
        Tools.require("tar");
        Files.writeString(folder.resolve("file"), "x");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        Tools.run(folder, "tar", "--format=gnu", "-cf", "memdisk.tar", "file", "link");
        Bytes image = image(Platform.X86_64_XEN, Bytes.read(folder.resolve("memdisk.tar"), 1 << 20));

        Memdisk memdisk = Inspection.of(image).memdisk();

        assertThat(memdisk).isNotNull();
        assertThat(memdisk.files())
                .extracting(Memdisk.Member::path, Memdisk.Member::type, member -> member.sha256() == null)
                .containsExactly(tuple("file", "file", false), tuple("link", "link", true));
        ImageParts.extract(image, folder.resolve("parts"));
        assertThat(folder.resolve("parts/memdisk-files/link")).doesNotExist();
        assertThat(folder.resolve("parts/memdisk-files/file")).hasContent("x");
    }

    @Test
    void neverUnpacksOutOfTheFolder() throws IOException {
        for (String name : List.of("../outside", "/outside", "a/../../outside", "a//../../outside")) {
            byte[] memdisk = GnuTar.write(
                            "memdisk",
                            List.of(new GnuTar.Entry(
                                    "x".repeat(name.length()), TarAttributes.root(0), Bytes.of("x", new byte[3]))))
                    .toArray();
            System.arraycopy(name.getBytes(StandardCharsets.UTF_8), 0, memdisk, 0, name.length());
            Bytes image = image(Platform.X86_64_XEN, Bytes.of("memdisk", memdisk));

            assertThatThrownBy(() -> ImageParts.extract(image, folder.resolve("parts")))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("image, '" + name + "' in its memdisk");
            try (var left = Files.walk(folder)) {
                assertThat(left).containsExactly(folder);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"L", "K", "x", "g"})
    void refusesAMemdiskOfHeadersWithoutEnd(String type) throws IOException {
        List<TarWriter.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            entries.add(TarWriter.Entry.file("h", "9 a=bcde\n").type(type.charAt(0)));
        }
        Bytes image = image(Platform.X86_64_XEN, Bytes.of("memdisk", TarWriter.write(entries)));

        assertRefused(image, "the memdisk is no whole tar archive (");
    }

    @Test
    void showsAnImageWhoseFilesAreNotWhatTheirNamesSay() throws IOException {
        String tree = "boot/grub/x86_64-xen/";
        byte[] gzip = {0x1f, (byte) 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        byte[] lzo = {(byte) 0x89, 'L', 'Z', 'O', 0, '\r', '\n', 0x1a, '\n', 16, 64};
        Bytes image = image(
                Platform.X86_64_XEN,
                Bytes.of(
                        "memdisk",
                        TarWriter.write(List.of(
                                TarWriter.Entry.file(tree + "modinfo.sh", lzo),
                                TarWriter.Entry.file(tree + "normal.mod", gzip),
                                TarWriter.Entry.file(tree + "n".repeat(300), "long")))));

        Inspection inspection = Inspection.of(image);

        assertThat(inspection.grub()).isNull();
        assertThat(inspection.memdisk()).isNotNull();
        assertThat(inspection.memdisk().files())
                .extracting(Memdisk.Member::compression)
                .containsExactly("lzo", "gz", null);
        assertThat(TextReport.of(inspection))
                .anyMatch(line -> line.endsWith("modinfo.sh (compressed with lzo, not read)"));
        assertThatThrownBy(() -> ImageParts.extract(image, folder.resolve("parts")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("image, 'boot/grub/x86_64-xen/nnn")
                .hasMessageContaining("in its memdisk: cannot be written (File name too long)");
        assertThat(folder.resolve("parts")).doesNotExist();
    }

    @Test
    void readsAStandaloneImageInLzo() throws IOException {
        Tools.require("lzop");
        Path image = folder.resolve("standalone");
        ExternalProgram made = GrubRelease.TRIXIE.tool(
                folder,
                "grub-mkstandalone",
                "-O",
                "x86_64-xen",
                "-d",
                GrubRelease.TRIXIE.grubFolder().resolve("x86_64-xen").toString(),
                "--locales=",
                "--fonts=",
                "--themes=",
                "--compress=lzo",
                "--modules=normal",
                "-o",
                image.toString());
        assertThat(made.exit()).describedAs(made.errors()).isZero();
        Inspection inspection = Inspection.of(Bytes.read(image, Image.LIMIT));
        assertThat(inspection.grub()).isNotNull();
        assertThat(inspection.grub().from()).isEqualTo("module normal");
    }

    @Test
    @Timeout(60)
    void showsASparseFileWithoutUnpackingItsHoles() throws IOException {
        Tools.require("tar", "truncate");
        Tools.run(folder, "truncate", "-s", "2000M", "sparse");
        Tools.run(folder, "sh", "-c", "echo x | dd of=sparse bs=4096 seek=7 conv=notrunc status=none");
        Files.writeString(folder.resolve("z"), "z");
        for (String format : List.of("--format=gnu", "--format=pax")) {
            Tools.run(folder, "tar", format, "-Scf", "memdisk.tar", "sparse", "z");
            Bytes image = image(Platform.X86_64_XEN, Bytes.read(folder.resolve("memdisk.tar"), 1 << 20));

            Memdisk memdisk = Inspection.of(image).memdisk();

            assertThat(memdisk).isNotNull();
            assertThat(memdisk.files())
                    .extracting(Memdisk.Member::path, Memdisk.Member::type)
                    .containsExactly(tuple("sparse", "sparse"), tuple("z", "file"));
        }
    }

    @Test
    void refusesASecondPrefixWithItsOffset() throws IOException {
        Bytes image = image(Platform.X86_64_XEN, Optional.of(ImageRecipe.text("config", "x")), Extras.NONE);
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
    void tellsAnEmptyDeviceTreeFromAShimLockByTheRelease() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        for (GrubRelease release : GrubRelease.values()) {
            ModuleTree tree = release.tree(Platform.X86_64_XEN);
            boolean since = tree.info().isAtLeast(2, 14);
            Extras extras = since
                    ? new Extras(List.of(), Optional.of(Bytes.read(empty, 1)), false, false, false)
                    : new Extras(List.of(), Optional.empty(), true, false, false);
            ImageRecipe recipe = new ImageRecipe(
                    Platform.X86_64_XEN,
                    List.of(ModuleRequest.of("normal")),
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

    @Test
    void saysOfACutHeaderThatItIsCut() throws IOException {
        byte[] whole = GrubRelease.MACHINE.publishedImage(Platform.X86_64_XEN).toArray();
        for (int length : List.of(4, 16, 30, 51, 63)) {
            assertRefused(Bytes.of("cut", Arrays.copyOf(whole, length)), "are left. The file is cut off");
        }
        whole[5] = 2;
        assertThatThrownBy(() -> Inspection.of(Bytes.of("big", whole)))
                .hasMessageContaining("big at offset 0x4: not a little-endian ELF file");
    }

    @Test
    void unpacksIntoNoFolderThatHoldsSomething() throws IOException {
        Path own = Files.writeString(folder.resolve("own"), "mine");
        Bytes image = image(Platform.X86_64_XEN, Optional.empty(), Extras.NONE);

        assertThatThrownBy(() -> ImageParts.extract(image, folder))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("something is there already");
        assertThat(own).hasContent("mine");
    }

    private String gpg(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("gpg", "--homedir", folder.toString(), "--batch"));
        command.addAll(List.of(arguments));
        return Tools.run(folder, command.toArray(String[]::new));
    }

    private static void assertRefused(Bytes file, String problem) {
        assertThatThrownBy(() -> Inspection.of(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("at offset 0x")
                .hasMessageContaining(problem);
    }

    private static String hex(Platform platform, long address) {
        return String.format("%0" + 2 * platform.elfClass().wordSize() + "x", address);
    }

    private static Bytes image(Platform platform, Bytes memdisk) throws IOException {
        ModuleTree tree = GrubRelease.MACHINE.tree(platform);
        ImageRecipe recipe = ImageRecipe.of(
                platform, List.of("tar"), Optional.of(memdisk), Optional.empty(), ImageRecipe.MEMDISK_PREFIX);
        return Bytes.of("image", recipe.image(tree).toByteArray());
    }

    private static Bytes image(Platform platform, Optional<Bytes> config, Extras extras) throws IOException {
        ModuleTree tree = GrubRelease.MACHINE.tree(platform);
        ImageRecipe recipe = new ImageRecipe(
                platform,
                List.of(ModuleRequest.of("normal")),
                Optional.empty(),
                config,
                ImageRecipe.text("prefix", "/boot/grub"),
                extras);
        return Bytes.of("image", recipe.image(tree).toByteArray());
    }
}
