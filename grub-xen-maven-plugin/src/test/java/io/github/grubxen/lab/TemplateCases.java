// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static io.github.grubxen.lab.LabCases.CACHE;
import static io.github.grubxen.lab.LabCases.ERRORS;
import static io.github.grubxen.lab.LabCases.LOG;
import static io.github.grubxen.lab.LabCases.baked;
import static io.github.grubxen.lab.LabCases.files;
import static io.github.grubxen.lab.LabCases.guest;
import static io.github.grubxen.lab.LabCases.image;
import static io.github.grubxen.lab.LabCases.menu;
import static io.github.grubxen.lab.LabCases.standalone;

import io.github.grubxen.config.Placeholders;
import io.github.grubxen.config.Template;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.disk.PartitionTable;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the template guest-config looks, besides on plain partitions; what the others start; what is said where there is nothing. */
final class TemplateCases {
    private static final GrubRelease OLD = GrubRelease.BOOKWORM;
    private static final GrubRelease NEW = GrubRelease.TRIXIE;
    private static final Platform PV = Platform.X86_64_XEN;
    private static final Platform PVH = Platform.I386_XEN_PVH;

    private final Path directory;
    private final List<BootCase> cases = new ArrayList<>();

    private TemplateCases(Path directory) {
        this.directory = directory;
    }

    /**
     * All of them.
     *
     * @param directory takes the disks that the lab's own builder does not make
     */
    static List<BootCase> of(Path directory) throws IOException {
        TemplateCases all = new TemplateCases(directory);
        all.guestConfig();
        all.volumes();
        all.kernels();
        all.cases.addAll(OtherMenuCases.all());
        return all.cases;
    }

    private void guestConfig() throws IOException {
        GuestMenu grub2 = new GuestMenu("boot/grub2/grub.cfg", false, Optional.empty(), "");
        cases.add(guest("old-pvh-grub2-directory", image(OLD, PVH), grub2, FileSystem.EXT4, PartitionTable.GPT));
        cases.add(reading("new-pv-subvolume", image(NEW, PV), subvolume("@", "boot/grub"), "xen/xvda)/@/boot/grub"));
        cases.add(reading(
                "old-pvh-subvolume-rootfs",
                image(OLD, PVH),
                subvolume("@rootfs", "boot/grub2"),
                "xen/xvda)/@rootfs/boot/grub2"));
        cases.add(reading(
                "newest-pvh-subvolume-boot",
                image(GrubRelease.SID, PVH),
                subvolume("@boot", "grub"),
                "xen/xvda)/@boot/grub"));
        cases.add(menu("old-pv-standalone", standalone(OLD, PV, Template.GUEST_CONFIG.filled())));
        cases.add(menu("new-pvh-standalone", standalone(NEW, PVH, Template.GUEST_CONFIG.filled())));
        cases.add(files(
                "old-pvh-menu-lst",
                image(OLD, PVH),
                Map.of(
                        "boot/grub/menu.lst",
                        GuestDisk.text("menu.lst", "timeout 9\ntitle LAB-LEGACY\nroot (hd0)\nkernel /x\n")),
                List.of(GuestMenu.GREETING, Expectation.text("LAB-LEGACY"))));
        BootCase nothing = files("new-pv-nothing", image(NEW, PV), Map.of("a", GuestDisk.text("a", "b")), List.of());
        cases.add(new BootCase(
                nothing.name(),
                nothing.image(),
                nothing.disks(),
                nothing.options(),
                List.of(
                        GuestMenu.GREETING,
                        wrapped("Device xen/xvda: Filesystem type ext"),
                        wrapped("@, @rootfs or @boot: neither pvboot"),
                        wrapped("nor menu.lst in /boot/grub or /grub."),
                        wrapped("no syslinux.cfg in /boot/syslinux or /syslinux.")),
                List.of(),
                nothing.limit()));
        cases.add(unreadable("old-pvh-unreadable", image(OLD, PVH)));
        cases.add(unreadable("new-pv-unreadable", image(NEW, PV)));
        for (GrubRelease release : GrubRelease.values()) {
            String name = release.name().toLowerCase(Locale.ROOT) + "-";
            cases.add(saving(name + "pv-saves-its-default", image(release, PV), true));
            cases.add(saving(name + "pvh-saves-its-default", image(release, PVH), true));
        }
        cases.add(saving("old-pv-saves-nowhere", image(OLD, PV), false));
        cases.add(saving(
                "old-pvh-standalone-saves-nowhere", standalone(OLD, PVH, Template.GUEST_CONFIG.filled()), false));
    }

    /** GRUB's own words for a file system that it does not know, whatever it is. */
    private BootCase unreadable(String name, BootCase.Kernel image) throws IOException {
        Path disk = directory.resolve(name + ".img");
        Tools.run(directory, "truncate", "-s", "8M", disk.toString());
        Tools.run(directory, "mke2fs", "-q", "-t", "ext4", "-O", "inline_data", disk.toString());
        return new BootCase(
                name,
                image,
                List.of(new GuestDisk.Given(disk)),
                XlOptions.usual(),
                List.of(
                        GuestMenu.GREETING,
                        wrapped("Device xen/xvda: No known filesystem detected"),
                        wrapped("No boot configuration on any disk of this guest")),
                List.of(),
                DefaultCases.TIME_LIMIT);
    }

    /** A grub.cfg with the environment block and the savedefault of grub-mkconfig's: in it the entry's name arrives, or nothing waits for a key. */
    private static BootCase saving(String name, BootCase.Kernel image, boolean block) {
        Map<String, Bytes> files = new HashMap<>();
        files.put("boot/grub/grub.cfg", GuestDisk.text("grub.cfg", """
                if [ -s $prefix/grubenv ]; then load_env; fi
                function savedefault {
                  if [ -z "${boot_once}" ]; then
                    saved_entry="${chosen}"
                    save_env saved_entry
                  fi
                }
                set timeout=0
                menuentry First --id first {
                  savedefault
                  unset saved_entry
                  if [ -s $prefix/grubenv ]; then load_env; fi
                  echo "LAB-SAVED <$saved_entry>"
                  halt
                }
                """));
        if (block) {
            files.put("boot/grub/grubenv", GuestDisk.text("grubenv", "# GRUB Environment Block\n" + "#".repeat(999)));
        }
        BootCase usual = files(
                name,
                image,
                files,
                List.of(GuestMenu.GREETING, Expectation.text(block ? "LAB-SAVED <first>" : "LAB-SAVED <>")));
        List<Pattern> forbidden = new ArrayList<>(usual.forbidden());
        forbidden.add(Pattern.compile("error: |Press any key"));
        return new BootCase(name, image, usual.disks(), usual.options(), usual.expected(), forbidden, usual.limit());
    }

    /** A part of a line that is longer than the console is wide. */
    private static Expectation wrapped(String text) {
        return new Expectation(Pattern.compile(Pattern.quote(text).replace(" ", "\\E\\s+\\Q")), "'" + text + "'");
    }

    private void volumes() throws IOException {
        Path fileSystem = directory.resolve("guest.ext4");
        GuestDisk.Made plain =
                GuestDisk.Made.plain(FileSystem.EXT4, GuestMenu.plain().files(), Optional.empty());
        AptRepository apt = apt();
        HostPrograms programs = new HostPrograms(CACHE, apt, List.of(Path.of("/usr/sbin"), Path.of("/sbin")));
        new DiskBuilder(new Stock(directory), programs, directory, LOG).write(plain, fileSystem);
        GuestDisk volume = BlockDevices.logicalVolume(fileSystem, directory.resolve("lvm.img"));
        List<GuestDisk> mirror = List.of(
                BlockDevices.mirror(fileSystem, directory.resolve("mirror0.img"), 0),
                BlockDevices.mirror(fileSystem, directory.resolve("mirror1.img"), 1));
        cases.add(onDisks("old-pvh-lvm", image(OLD, PVH), List.of(volume), "lvm/guest-root"));
        cases.add(onDisks("new-pv-lvm", image(NEW, PV), List.of(volume), "lvm/guest-root"));
        cases.add(onDisks("new-pvh-raid", image(NEW, PVH), mirror, "md/guest"));
        cases.add(onDisks("old-pv-raid-degraded", image(OLD, PV), mirror.subList(1, 2), "md/guest"));
    }

    private GuestDisk subvolume(String name, String grub) throws IOException {
        return Subvolumes.of(name, new GuestMenu(grub + "/grub.cfg", false, Optional.empty(), "").files(), directory);
    }

    private static BootCase onDisks(String name, BootCase.Kernel image, List<GuestDisk> disks, String device) {
        return reading(name, image, disks, device + ")/boot/grub");
    }

    private static BootCase reading(String name, BootCase.Kernel image, GuestDisk disk, String place) {
        return reading(name, image, List.of(disk), place);
    }

    private static BootCase reading(String name, BootCase.Kernel image, List<GuestDisk> disks, String place) {
        List<Expectation> expected = new ArrayList<>(GuestMenu.plain().expected(image.platform()));
        expected.add(1, Expectation.text("Reading (" + place + "/grub.cfg"));
        return new BootCase(name, image, disks, XlOptions.usual(), expected, ERRORS, DefaultCases.TIME_LIMIT);
    }

    private void kernels() throws IOException {
        for (Platform platform : List.of(PV, PVH)) {
            String name = "fixed-kernel-" + platform;
            BootCase.Kernel image = kernelImage(OLD, platform, Template.FIXED_KERNEL, name);
            cases.add(starting(
                    "/boot/vmlinuz", guest(name, image, started(platform, name), FileSystem.EXT4, PartitionTable.GPT)));
        }
        String name = "fixed-kernel-standalone";
        BootCase.Kernel standalone = standalone(OLD, PV, kernelConfig(Template.FIXED_KERNEL, name));
        cases.add(starting(
                "/boot/vmlinuz", guest(name, standalone, started(PV, name), FileSystem.EXT4, PartitionTable.GPT)));
        cases.add(extraKernel());

        Stock stock = Stock.of(CACHE, apt(), LOG);
        Map<String, Bytes> medium = Map.of(
                "install.amd/vmlinuz", stock.kernel(GuestKernel.CLOUD), "install.amd/initrd.gz", stock.guestInitrd());
        BootCase.Kernel installer = kernelImage(NEW, PVH, Template.INSTALLER, "installer");
        cases.add(starting(
                "/install.amd/vmlinuz",
                files("installer", installer, medium, started(PVH, "installer").expected(PVH))));
    }

    /** The command line comes from the domain's {@code extra=}. */
    private static BootCase extraKernel() throws IOException {
        BootCase.Kernel image = kernelImage(GrubRelease.SID, PVH, Template.EXTRA_KERNEL, "");
        BootCase usual = starting(
                "/boot/vmlinuz",
                guest("extra-kernel", image, started(PVH, "extra-kernel"), FileSystem.EXT4, PartitionTable.NONE));
        String extra = "xen_grub_env_cmdline='" + commandLine("extra-kernel") + "'";
        return new BootCase(
                usual.name(),
                image,
                usual.disks(),
                new XlOptions(XlOptions.USUAL_MEMORY, Optional.of(extra), Map.of()),
                usual.expected(),
                usual.forbidden(),
                usual.limit());
    }

    /** The case in which one line of the template takes the place of the guest's menu. */
    private static BootCase starting(String kernel, BootCase usual) {
        List<Expectation> expected = usual.expected();
        return usual.expecting(List.of(
                GuestMenu.GREETING,
                new Expectation(Pattern.compile("Starting \\(xen/xvda(,gpt1)?\\)" + kernel), "the template's line"),
                expected.get(expected.size() - 1)));
    }

    /** A menu that no image reads: it stands for the guest's kernel and what that one shows. */
    static GuestMenu started(Platform platform, String name) {
        GuestKernel kernel = platform == PV ? GuestKernel.DISTRIBUTION : GuestKernel.CLOUD;
        return new GuestMenu("nowhere/grub.cfg", false, Optional.of(kernel), "lab.case=" + name);
    }

    static String commandLine(String name) {
        return "console=hvc0 quiet panic=1 lab.case=" + name;
    }

    private static BootCase.Kernel kernelImage(GrubRelease release, Platform platform, Template template, String name)
            throws IOException {
        return baked(release, platform, kernelConfig(template, name), Optional.empty());
    }

    private static Bytes kernelConfig(Template template, String name) {
        Map<String, String> values = new HashMap<>(Map.of("grub.last", "halt"));
        if (!name.isEmpty()) {
            values.put("grub.cmdline", commandLine(name));
        }
        return new Placeholders(value -> Optional.ofNullable(values.get(value)).or(() -> template.value(value)))
                .fill(template.text(), List.of())
                .text();
    }

    private static AptRepository apt() throws IOException {
        return new AptRepository(CACHE, Optional.empty(), false);
    }
}
