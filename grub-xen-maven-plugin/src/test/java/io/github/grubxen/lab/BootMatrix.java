// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static io.github.grubxen.lab.LabCases.baked;
import static io.github.grubxen.lab.LabCases.compressed;
import static io.github.grubxen.lab.LabCases.files;
import static io.github.grubxen.lab.LabCases.guest;
import static io.github.grubxen.lab.LabCases.image;
import static io.github.grubxen.lab.LabCases.linux;
import static io.github.grubxen.lab.LabCases.menu;
import static io.github.grubxen.lab.LabCases.secondStage;

import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.config.NeededModules;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.disk.PartitionTable;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.plan.MemdiskFileCompression;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Our images of each GRUB release, each with a guest that must boot. */
final class BootMatrix {
    private static final GrubRelease OLD = GrubRelease.BOOKWORM;
    private static final GrubRelease NEW = GrubRelease.TRIXIE;

    /** What names of cases begin with. */
    static final Map<GrubRelease, String> PREFIXES =
            new EnumMap<>(Map.of(OLD, "old-", NEW, "new-", GrubRelease.SID, "newest-"));

    private static final Platform PV = Platform.X86_64_XEN;
    private static final Platform PV32 = Platform.I386_XEN;
    private static final Platform PVH = Platform.I386_XEN_PVH;

    /**
     * Cases for the profile nightly. Each is like one of the others, with another release, platform, file system or kernel. Those
     * that start a Linux take longest.
     */
    static final Set<String> NIGHTLY = Set.of(
            "bookworm-pv-saves-its-default",
            "fixed-kernel-standalone",
            "fixed-kernel-x86_64-xen",
            "new-pv-gpt",
            "new-pv-linux-gzip",
            "new-pv-linux-xz",
            "new-pv-memdisk-in-gz",
            "new-pv-menu-lst",
            "new-pv32-menu",
            "new-pvh-btrfs",
            "new-pvh-grub-directory",
            "new-pvh-linux-lz4",
            "new-pvh-mbr-boot",
            "new-pvh-xfs",
            "newest-pvh-linux-lz4",
            "newest-pvh-subvolume-boot",
            "old-pv-extlinux",
            "old-pv-linux-elf",
            "old-pv-linux-xz",
            "old-pv32-menu",
            "old-pvh-linux-xz",
            "old-pvh-memdisk-in-gz",
            "sid-pvh-saves-its-default",
            "trixie-pv-saves-its-default",
            "trixie-pvh-saves-its-default");

    /** File systems whose programs a machine may lack. */
    static final Map<FileSystem, String> MKFS =
            new EnumMap<>(Map.of(FileSystem.BTRFS, "mkfs.btrfs", FileSystem.XFS, "mkfs.xfs"));

    private final Path directory;
    private final List<BootCase> cases = new ArrayList<>();

    private BootMatrix(Path directory) {
        this.directory = directory;
    }

    /**
     * All cases.
     *
     * @param directory takes temporary files and the disks that the lab's own builder does not make
     */
    static List<BootCase> of(Path directory) throws IOException {
        BootMatrix matrix = new BootMatrix(directory);
        matrix.usual();
        matrix.needed();
        return matrix.cases;
    }

    private void usual() throws IOException {
        for (GrubRelease release : GrubRelease.values()) {
            String prefix = PREFIXES.get(release);
            cases.add(menu(prefix + "pv32-menu", image(release, PV32)));
            cases.add(linux(prefix + "pv-linux-xz", image(release, PV), GuestKernel.DISTRIBUTION));
            cases.add(linux(prefix + "pvh-linux-lz4", image(release, PVH), GuestKernel.CLOUD));
        }
        cases.add(asGrubInstallMakesIt("new-pv-two-stages", NEW, PV));
        cases.add(linux("new-pv-linux-gzip", image(NEW, PV), GuestKernel.GZIP));
        cases.add(linux("old-pvh-linux-xz", image(OLD, PVH), GuestKernel.DISTRIBUTION));
        GuestMenu grubDirectory = new GuestMenu("grub/grub.cfg", false, Optional.empty(), "");
        GuestMenu bootPartition = new GuestMenu(GuestMenu.USUAL_PATH, true, Optional.empty(), "");
        cases.add(guest("old-pv-grub-directory", image(OLD, PV), grubDirectory, FileSystem.EXT2, PartitionTable.NONE));
        cases.add(
                guest("new-pvh-grub-directory", image(NEW, PVH), grubDirectory, FileSystem.EXT2, PartitionTable.NONE));
        cases.add(guest("old-pv-mbr", image(OLD, PV), GuestMenu.plain(), FileSystem.EXT4, PartitionTable.MBR));
        cases.add(guest("new-pv-gpt", image(NEW, PV), GuestMenu.plain(), FileSystem.EXT4, PartitionTable.GPT));
        cases.add(guest("old-pvh-gpt-boot", image(OLD, PVH), bootPartition, FileSystem.EXT2, PartitionTable.GPT));
        cases.add(guest("new-pvh-mbr-boot", image(NEW, PVH), bootPartition, FileSystem.EXT4, PartitionTable.MBR));
        cases.add(secondDisk("old-pvh-second-disk", image(OLD, PVH)));
        cases.add(menu(
                "old-pvh-carriage-returns",
                FailingCases.config(PVH, "i\rf echo one; then\r\necho \"LAB-MENU i386-xen_pvh \"\r\nfi\n")));
        cases.add(menu("old-pv-memdisk-in-xz", compressed(OLD, PV, MemdiskFileCompression.XZ)));
        cases.add(menu("old-pvh-memdisk-in-gz", compressed(OLD, PVH, MemdiskFileCompression.GZ)));
        cases.add(menu("new-pv-memdisk-in-gz", compressed(NEW, PV, MemdiskFileCompression.GZ)));
        cases.add(menu("new-pvh-memdisk-in-gz", compressed(NEW, PVH, MemdiskFileCompression.GZ)));
        cases.add(linux("old-pv-linux-elf", image(OLD, PV), GuestKernel.ELF));
        cases.addAll(TemplateCases.of(directory));
        for (FileSystem fileSystem : MKFS.keySet()) {
            if (Tools.has(MKFS.get(fileSystem))) {
                cases.add(guest(
                        "new-pvh-" + fileSystem, image(NEW, PVH), GuestMenu.plain(), fileSystem, PartitionTable.NONE));
                cases.add(guest(
                        "old-pv-" + fileSystem + "-gpt",
                        image(OLD, PV),
                        GuestMenu.plain(),
                        fileSystem,
                        PartitionTable.GPT));
            }
        }
    }

    /** Needed modules that have no command of the config. Names of variables may contain any characters. */
    private void needed() throws IOException {
        for (GrubRelease release : GrubRelease.values()) {
            Platform platform = release == NEW ? PVH : PV;
            Bytes config = ImageRecipe.text("site.cfg", """
                    x-1=3
                    "y=4"
                    if ! search -s root -f /boot/grub/grub.cfg; then echo "error: not found"; fi
                    sha256sum ($root)/boot/grub/grub.cfg
                    for device in (*); do
                      for file in $device/boot/grub/gr*; do echo "LAB-MENU $grub_cpu-$grub_platform $file $y"; done
                    done
                    """);
            List<String> modules = NeededModules.USUAL.of(GrubConfig.of(config), release.tree(platform));
            BootCase usual =
                    menu(PREFIXES.get(release) + "needed", baked(release, platform, config, Optional.of(modules)));
            cases.add(usual.expecting(List.of(
                    GuestMenu.GREETING,
                    new Expectation(Pattern.compile("[0-9a-f]{64}\\s+\\(xen/xvda\\)"), "the file's hash"),
                    Expectation.text(
                            "LAB-MENU " + platform + " (xen/xvda)/boot/grub/grub.cfg 4", "what a pattern found"))));
        }
    }

    private static BootCase asGrubInstallMakesIt(String name, GrubRelease release, Platform platform)
            throws IOException {
        String path = "boot/xen/pvboot-" + platform.cpu() + ".elf";
        Map<String, Bytes> files = new HashMap<>(GuestMenu.plain().files());
        files.put(path, secondStage(release, platform));
        List<Expectation> expected = new ArrayList<>(List.of(
                GuestMenu.GREETING,
                Expectation.text("Chainloading (xen/xvda)/" + path),
                GuestMenu.GREETING,
                Expectation.text("LAB-STAGE2 " + platform, "the second stage")));
        List<Expectation> menu = GuestMenu.plain().expected(platform);
        expected.add(menu.get(menu.size() - 1));
        return files(name, image(release, platform), files, expected);
    }

    /** The first disk has nothing that GRUB looks for. The second one is a given file. */
    private BootCase secondDisk(String name, BootCase.Kernel image) throws IOException {
        BootCase usual = menu(name, image);
        Path given = directory.resolve("given, by a site.img");
        HostPrograms programs = HostPrograms.of(directory, new AptRepository(directory, Optional.empty(), true));
        new DiskBuilder(new Stock(directory), programs, directory, LabCases.LOG)
                .write(GuestDisk.Made.plain(FileSystem.EXT4, GuestMenu.plain().files(), Optional.empty()), given);
        List<GuestDisk> disks = List.of(
                GuestDisk.Made.plain(FileSystem.EXT2, Map.of("a", GuestDisk.text("a", "b")), Optional.empty()),
                new GuestDisk.Given(given));
        List<Expectation> expected = List.of(
                GuestMenu.GREETING, Expectation.text("LAB-MENU i386-xen_pvh xen/xvdb", "the second disk's grub.cfg"));
        return new BootCase(name, image, disks, usual.options(), expected, usual.forbidden(), usual.limit());
    }
}
