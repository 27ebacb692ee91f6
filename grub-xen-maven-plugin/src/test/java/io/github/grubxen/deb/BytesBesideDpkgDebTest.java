package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.image.Image;
import io.github.grubxen.image.ImageRecipe;
import io.github.grubxen.image.NeededModules;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size of packages beside what dpkg-deb makes of the same tree. */
class BytesBesideDpkgDebTest {
    private static final Compression LEVEL_6 =
            new Compression(Compression.Kind.XZ, OptionalInt.of(6), OptionalInt.empty(), 0);
    private static final double BY_DEFAULT = 1.03;
    private static final double AT_LEVEL_6 = 1.01;

    @TempDir
    Path folder;

    @Test
    void ofTheImagesThatDebianPublishesIsHardlyLarger() throws IOException {
        compare(filesBelow(GrubRelease.MACHINE.unpacked("grub-xen-host")));
    }

    @Test
    void ofGrubsModulesIsHardlyLarger() throws IOException {
        compare(filesBelow(GrubRelease.MACHINE.unpacked("grub-xen-bin")));
    }

    @Test
    void ofOneConfigWithAllModulesIsHardlyLarger() throws IOException {
        compare(images(1, true));
    }

    @Test
    void ofThreeConfigsForEachPlatformIsHardlyLarger() throws IOException {
        compare(images(3, false));
    }

    @Test
    void ofThreeConfigsWithAllModulesForEachPlatformIsHardlyLarger() throws IOException {
        compare(images(3, true));
    }

    private void compare(List<PackageEntry> entries) throws IOException {
        Tools.require("dpkg-deb");
        Path byDefault = write("default", entries, Compression.DEFAULT);
        Path level6 = write("level6", entries, LEVEL_6);
        Path staged = folder.resolve("staged");
        Tools.run(folder, "dpkg-deb", "-R", byDefault.toString(), staged.toString());
        Path theirs = folder.resolve("theirs.deb");
        Tools.run(folder, "dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "-b", staged.toString(), theirs.toString());
        double bytes = Files.size(theirs);
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

    private Path write(String name, List<PackageEntry> entries, Compression compression) throws IOException {
        ControlParagraph control = ControlParagraph.of(
                "Package", "site-boot",
                "Version", "1.0",
                "Architecture", "amd64",
                "Maintainer", "A Packager <packager@example.org>",
                "Description", "images");
        PackageContents contents = new PackageContents(entries);
        return DebWriter.write(
                new PackageRecipe(control, contents, new TreeMap<>(), compression, 1_700_000_000),
                folder.resolve(name));
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
            ModuleTree tree = GrubRelease.MACHINE.tree(platform);
            for (int i = 0; i < configs; i++) {
                Bytes config = Bytes.of(
                        "grub.cfg",
                        ("search --no-floppy --set=root --label guest-" + i + "\nlinux /vmlinuz root=LABEL=guest-" + i
                                        + " ro console=hvc0\ninitrd /initrd.img\nboot\n")
                                .getBytes(StandardCharsets.UTF_8));
                ImageRecipe recipe = ImageRecipe.of(
                        platform,
                        allModules ? tree.allModules() : NeededModules.USUAL.of(config, tree),
                        Optional.of(GrubTar.write("memdisk", List.of(new GrubTar.File("grub.cfg", config)), 0)),
                        Optional.of(ImageRecipe.text("early config", "normal (memdisk)/grub.cfg\n")),
                        ImageRecipe.MEMDISK_PREFIX);
                entries.add(file(
                        "usr/lib/site-boot/site-" + i + "-" + platform + ".bin",
                        Image.build(recipe, tree).toByteArray()));
            }
        }
        return entries;
    }

    private static PackageEntry file(String path, byte[] content) {
        return new PackageEntry.RegularFile(path, 0644, PackageEntry.Content.of(Bytes.of(path, content)));
    }
}
