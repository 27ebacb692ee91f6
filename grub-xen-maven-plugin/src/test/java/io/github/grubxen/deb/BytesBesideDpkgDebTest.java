// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.config.NeededModules;
import io.github.grubxen.config.Template;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.plan.MemdiskFileCompression;
import io.github.grubxen.plan.Standalone;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size of packages beside what dpkg-deb makes of the same tree. */
class BytesBesideDpkgDebTest {
    private static final PackageCompression LEVEL_6 =
            new PackageCompression(PackageCompression.Type.XZ, OptionalInt.of(6), OptionalInt.empty(), 0);
    private static final double BY_DEFAULT = 1.03;
    private static final double AT_LEVEL_6 = 1.01;
    private static final Map<Platform, ModuleTree> TREES = new EnumMap<>(Platform.class);

    @TempDir
    Path directory;

    @Test
    void ofTheImagesThatDebianPublishesIsHardlyLarger() throws IOException {
        compare(filesBelow(GrubRelease.BOOKWORM.unpacked("grub-xen-host")));
    }

    @Test
    @Tag("nightly")
    void ofGrubsModulesIsHardlyLarger() throws IOException {
        compare(filesBelow(GrubRelease.BOOKWORM.unpacked("grub-xen-bin")));
    }

    @Test
    @Tag("nightly")
    void ofSecondStagesIsHardlyLarger() throws IOException {
        Extras extras = new Extras(List.of(), Optional.empty(), false, false, true);
        BakedConfig stage = new BakedConfig(
                GrubConfig.of(Template.SECOND_STAGE.filled()),
                Optional.empty(),
                List.of(),
                TarAttributes.root(0),
                extras);
        List<PackageEntry> entries = new ArrayList<>();
        for (Platform platform : Platform.values()) {
            entries.add(image("boot/xen/" + platform.secondStage(), stage.recipe(tree(platform)), platform));
        }
        compare(entries);
    }

    /** The headers of 0001 and 0010 have the same checksum, so the tenth image repeats the far first one from its header on. */
    @Test
    void ofTenConfigsForEachPlatformIsHardlyLarger() throws IOException {
        compare(images(10, false));
    }

    /** A config that runs another one, and two that start a kernel: nine images. */
    @Test
    @Tag("nightly")
    void ofASitesImagesIsHardlyLarger() throws IOException {
        List<PackageEntry> entries = new ArrayList<>(images(1, true));
        entries.addAll(images(2, false));
        compare(entries);
    }

    @Test
    void ofOneConfigForEachPlatformIsHardlyLarger() throws IOException {
        compare(images(1, false));
    }

    @Test
    @Tag("nightly")
    void ofThreeConfigsWithAllModulesForEachPlatformIsHardlyLarger() throws IOException {
        compare(images(3, true));
    }

    /** Of two standalone images, the second's font is more than 8 MiB behind the first's. */
    @Test
    void ofOneConfigsStandaloneImagesIsSmaller() throws IOException {
        TreeMap<String, Bytes> font = new TreeMap<>();
        font.put(
                "fonts/unicode.pf2",
                Bytes.read(GrubRelease.BOOKWORM.dataDirectory().resolve("unicode.pf2"), 1 << 24));
        byte[] further = new byte[6 << 20]; // in place of the locales: what costs no time
        font.put("locale/none.mo", Bytes.of("none", further));
        List<PackageEntry> entries = new ArrayList<>();
        for (Platform platform : List.of(Platform.I386_XEN_PVH, Platform.X86_64_XEN)) {
            Standalone standalone = Standalone.of(
                    GrubConfig.of(config(0)),
                    Optional.empty(),
                    font,
                    List.of(),
                    MemdiskFileCompression.NO,
                    0,
                    Extras.NONE);
            entries.add(image("usr/lib/site-boot/" + platform, standalone.recipe(tree(platform)), platform));
        }
        Path ours = write("default", entries, PackageCompression.DEFAULT);
        assertThat(Files.size(ours)).isLessThan(Files.size(theirs(ours)));
    }

    private void compare(List<PackageEntry> entries) throws IOException {
        Path byDefault = write("default", entries, PackageCompression.DEFAULT);
        Path level6 = write("level6", entries, LEVEL_6);
        double bytes = Files.size(theirs(byDefault));
        System.out.printf(
                "BytesBesideDpkgDebTest: dpkg-deb %.0f bytes, default %d (%.4f), level 6 %d (%.4f)%n",
                bytes,
                Files.size(byDefault),
                Files.size(byDefault) / bytes,
                Files.size(level6),
                Files.size(level6) / bytes);
        assertThat(Files.size(byDefault) / bytes).as("by default").isLessThanOrEqualTo(BY_DEFAULT);
        assertThat(Files.size(level6) / bytes).as("with level 6").isLessThanOrEqualTo(AT_LEVEL_6);
    }

    /** What dpkg-deb makes of the same tree. */
    private Path theirs(Path ours) throws IOException {
        Tools.require("dpkg-deb");
        Path staged = directory.resolve("staged");
        Tools.run(directory, "dpkg-deb", "-R", ours.toString(), staged.toString());
        Path theirs = directory.resolve("theirs.deb");
        Tools.run(
                directory, "dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "-b", staged.toString(), theirs.toString());
        return theirs;
    }

    private Path write(String name, List<PackageEntry> entries, PackageCompression compression) throws IOException {
        ControlParagraph control = ControlParagraph.of(
                "Package", "site-boot",
                "Version", "1.0",
                "Architecture", "amd64",
                "Maintainer", "A Packager <packager@example.org>",
                "Description", "images");
        PackageContents contents = new PackageContents(entries);
        return DebWriter.write(
                PackageRecipe.of("here", control, contents, new TreeMap<>(), compression, 1_700_000_000),
                directory.resolve(name));
    }

    private static List<PackageEntry> filesBelow(Path root) throws IOException {
        List<PackageEntry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(file -> Files.isRegularFile(file) && !Files.isSymbolicLink(file))
                    .toList()) {
                entries.add(file(root.relativize(file).toString(), Files.readAllBytes(file)));
            }
        }
        return entries;
    }

    private static List<PackageEntry> images(int configs, boolean allModules) throws IOException {
        List<PackageEntry> entries = new ArrayList<>();
        for (Platform platform : Platform.values()) {
            ModuleTree tree = tree(platform);
            for (int i = 0; i < configs; i++) {
                Bytes config = config(i);
                ImageRecipe recipe = ImageRecipe.of(
                        tree,
                        allModules ? tree.allModules() : NeededModules.USUAL.of(GrubConfig.of(config), tree),
                        Optional.of(GrubTar.write("memdisk", List.of(new GrubTar.File("grub.cfg", config)), 0)),
                        Optional.of(ImageRecipe.text("early config", "normal (memdisk)/grub.cfg\n")),
                        ImageRecipe.MEMDISK_PREFIX);
                String name = (allModules ? "all-" : "site-") + "%04d-".formatted(i + 1) + platform + ".bin";
                entries.add(image("usr/lib/site-boot/" + name, recipe, platform));
            }
        }
        return entries;
    }

    private static Bytes config(int number) {
        return ImageRecipe.text(
                "grub.cfg",
                "search --no-floppy --set=root --label guest-" + number + "\nlinux /vmlinuz root=LABEL=guest-" + number
                        + " ro console=hvc0\ninitrd /initrd.img\nboot\n");
    }

    private static ModuleTree tree(Platform platform) throws IOException {
        if (!TREES.containsKey(platform)) {
            TREES.put(platform, GrubRelease.BOOKWORM.tree(platform));
        }
        return TREES.get(platform);
    }

    private static PackageEntry image(String path, ImageRecipe recipe, Platform platform) throws IOException {
        return file(path, recipe.image(tree(platform)).toByteArray());
    }

    private static PackageEntry file(String path, byte[] content) {
        return new PackageEntry.RegularFile(path, 0644, PackageEntry.Content.of(Bytes.of(path, content)));
    }
}
