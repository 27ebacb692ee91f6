// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.config.Template;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.disk.PartitionTable;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.plan.MemdiskFileCompression;
import io.github.grubxen.plan.Standalone;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Images and cases that the lab's tests share. */
final class LabCases {
    static final Path CACHE = Path.of(System.getProperty("grub-xen.cache", "target/cache"));

    static final BuildLog LOG = new BuildLog() {
        @Override
        public void info(String line) {
            System.out.println(line);
        }

        @Override
        public void warn(String line) {
            System.out.println(line);
        }
    };

    /** Modules of a second stage, as grub-install puts them into a guest. */
    private static final List<String> SECOND_STAGE = List.of(
            "normal",
            "search",
            "search_fs_file",
            "ext2",
            "part_msdos",
            "part_gpt",
            "echo",
            "halt",
            "test",
            "configfile");

    /** What none of our images says in a guest where all is well. */
    static final List<Pattern> ERRORS = Stream.concat(
                    Stream.of(Pattern.compile("(?m)^error: .*\\n")), DefaultCases.TROUBLE.stream())
            .toList();

    private LabCases() {}

    static Lab lab() throws IOException {
        return new Lab(CACHE, new AptRepository(CACHE, Optional.empty(), false), LOG);
    }

    /** A case without an image, for what does not boot it. */
    static BootCase empty(String name, Platform platform, List<Expectation> expected, List<Pattern> forbidden) {
        BootCase.Kernel image = new BootCase.Kernel(name, platform, Bytes.of(name, new byte[0]));
        return new BootCase(name, image, List.of(), XlOptions.usual(), expected, forbidden, Duration.ofSeconds(1));
    }

    /** The image of the preset. */
    static BootCase.Kernel image(GrubRelease release, Platform platform) throws IOException {
        return baked(release, platform, Template.GUEST_CONFIG.filled(), Optional.empty());
    }

    /** An image with a config of its own. */
    static BootCase.Kernel baked(GrubRelease release, Platform platform, Bytes config, Optional<List<String>> modules)
            throws IOException {
        ModuleTree tree = release.tree(platform);
        BakedConfig baked = new BakedConfig(config, modules, TarAttributes.root(0));
        return kernel(release, platform, baked.recipe(tree).image(tree).toByteArray());
    }

    /** A standalone image with a config of its own. */
    static BootCase.Kernel standalone(GrubRelease release, Platform platform, Bytes config) throws IOException {
        return standalone(release, platform, config, MemdiskFileCompression.NO);
    }

    /** A standalone image that reads the guest's menu with modules out of its compressed memdisk. */
    static BootCase.Kernel compressed(GrubRelease release, Platform platform, MemdiskFileCompression compression)
            throws IOException {
        Bytes config = ImageRecipe.text("grub.cfg", "configfile (xen/xvda)/boot/grub/grub.cfg\n");
        return standalone(release, platform, config, compression);
    }

    private static BootCase.Kernel standalone(
            GrubRelease release, Platform platform, Bytes config, MemdiskFileCompression compression)
            throws IOException {
        ModuleTree tree = release.tree(platform);
        Standalone standalone = Standalone.of(
                GrubConfig.of(config), Optional.empty(), new TreeMap<>(), List.of(), compression, 0, Extras.NONE);
        return kernel(release, platform, standalone.recipe(tree).image(tree).toByteArray());
    }

    static BootCase.Kernel kernel(GrubRelease release, Platform platform, byte[] image) {
        String name = release.name().toLowerCase(Locale.ROOT) + "-" + platform;
        return new BootCase.Kernel(name, platform, Bytes.of(name, image));
    }

    /** A second stage that reads the guest's grub.cfg, to be chainloaded from its disk. */
    static Bytes secondStage(GrubRelease release, Platform platform) throws IOException {
        Bytes config = ImageRecipe.text(
                "early config",
                "echo \"LAB-STAGE2 ${grub_cpu}-${grub_platform}\"\nsearch -s root -f /boot/grub/grub.cfg\n"
                        + "set prefix=($root)/boot/grub\nnormal\n");
        ModuleTree tree = release.tree(platform);
        ImageRecipe recipe = ImageRecipe.of(
                tree, SECOND_STAGE, Optional.empty(), Optional.of(config), ImageRecipe.text("prefix", "/boot/grub"));
        return Bytes.of("pvboot", recipe.image(tree).toByteArray());
    }

    /** An image whose config looks for a path that its own memdisk has: what our own builds refuse. */
    static BootCase.Kernel selfFinding(GrubRelease release, Platform platform) throws IOException {
        Bytes config = ImageRecipe.text(
                "grub.cfg",
                "if search -s -f /boot/grub/grub.cfg; then\n  echo \"Reading (${root})/boot/grub/grub.cfg\"\n"
                        + "  configfile /boot/grub/grub.cfg\nfi\n");
        ModuleTree tree = release.tree(platform);
        Bytes memdisk =
                GnuTar.write("memdisk", List.of(new GnuTar.Entry("boot/grub/grub.cfg", TarAttributes.root(0), config)));
        ImageRecipe recipe = ImageRecipe.of(
                tree, tree.allModules(), Optional.of(memdisk), Optional.empty(), ImageRecipe.MEMDISK_PREFIX);
        return kernel(release, platform, recipe.image(tree).toByteArray());
    }

    /** A guest that the lab makes a disk for. */
    static BootCase guest(
            String name, BootCase.Kernel image, GuestMenu menu, FileSystem fileSystem, PartitionTable table) {
        GuestDisk disk = new GuestDisk.Made(fileSystem, table, menu.separateBoot(), menu.files(), menu.kernel());
        return new BootCase(
                name,
                image,
                List.of(disk),
                XlOptions.usual(),
                menu.expected(image.platform()),
                ERRORS,
                DefaultCases.TIME_LIMIT);
    }

    /** One that reads a menu from ext4 without a partition table. */
    static BootCase menu(String name, BootCase.Kernel image) {
        return guest(name, image, GuestMenu.plain(), FileSystem.EXT4, PartitionTable.NONE);
    }

    /** One that starts a Linux. */
    static BootCase linux(String name, BootCase.Kernel image, GuestKernel kernel) {
        GuestMenu menu = new GuestMenu(GuestMenu.USUAL_PATH, false, Optional.of(kernel), "lab.case=" + name);
        return guest(name, image, menu, FileSystem.EXT4, PartitionTable.NONE);
    }

    /** A guest whose Linux starts after the image printed a line about a config that is no grub.cfg. */
    static BootCase startedBy(String line, String name, BootCase.Kernel image, GuestDisk disk, GuestMenu linux) {
        List<Expectation> usual = linux.expected(image.platform());
        List<Expectation> expected = List.of(GuestMenu.GREETING, Expectation.text(line), usual.get(usual.size() - 1));
        return new BootCase(name, image, List.of(disk), XlOptions.usual(), expected, ERRORS, DefaultCases.TIME_LIMIT);
    }

    /** A disk with files of one's own. */
    static BootCase files(String name, BootCase.Kernel image, Map<String, Bytes> files, List<Expectation> expected) {
        return new BootCase(
                name,
                image,
                List.of(GuestDisk.Made.plain(FileSystem.EXT2, files, Optional.empty())),
                XlOptions.usual(),
                expected,
                ERRORS,
                DefaultCases.TIME_LIMIT);
    }

    /** The same with another limit. */
    static BootCase within(Duration limit, BootCase bootCase) {
        return new BootCase(
                bootCase.name(),
                bootCase.image(),
                bootCase.disks(),
                bootCase.options(),
                bootCase.expected(),
                bootCase.forbidden(),
                limit);
    }
}
