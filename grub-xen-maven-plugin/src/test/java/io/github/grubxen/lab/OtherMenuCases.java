// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static io.github.grubxen.lab.LabCases.image;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.PartitionTable;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Guests with another boot loader's menu: of syslinux, in one directory with the kernel as on Alpine, and in a directory of its
 * own; of GRUB before version 1, which counts partitions from 0.
 */
final class OtherMenuCases {
    private OtherMenuCases() {}

    /** All of them. */
    static List<BootCase> all() throws IOException {
        BootCase.Kernel pv = image(GrubRelease.BOOKWORM, Platform.X86_64_XEN);
        BootCase.Kernel pvh = image(GrubRelease.TRIXIE, Platform.I386_XEN_PVH);
        return List.of(
                syslinux("old-pv-extlinux", pv, "boot/extlinux.conf", "TIMEOUT 10", "vmlinuz", "initrd.img"),
                syslinux("new-pvh-extlinux", pvh, "boot/extlinux/extlinux.conf", "", "../vmlinuz", "/boot/initrd.img"),
                legacy("new-pv-menu-lst", image(GrubRelease.TRIXIE, Platform.X86_64_XEN)));
    }

    private static BootCase syslinux(
            String name, BootCase.Kernel image, String config, String timeout, String kernel, String initrd) {
        GuestMenu started = TemplateCases.started(image.platform(), name);
        Map<String, Bytes> files = Map.of(config, GuestDisk.text("extlinux.conf", """
                DEFAULT lab
                PROMPT 0
                %s
                LABEL lab
                  MENU LABEL A Linux
                  LINUX %s
                  INITRD %s
                  APPEND %s
                """.formatted(
                        timeout, kernel, initrd, TemplateCases.commandLine(name))));
        GuestDisk disk = new GuestDisk.Made(FileSystem.EXT4, PartitionTable.NONE, false, files, started.kernel());
        return LabCases.startedBy("Reading (xen/xvda)/" + config, name, image, disk, started);
    }

    private static BootCase legacy(String name, BootCase.Kernel image) {
        GuestMenu started = TemplateCases.started(image.platform(), name);
        String path = "boot/grub/menu.lst";
        Map<String, Bytes> files =
                Map.of(path, GuestDisk.text("menu.lst", """
                default 1
                timeout 1
                hiddenmenu
                title Another one
                root (hd0,1)
                kernel /vmlinuz
                title A Linux
                root (hd0,0)
                kernel (hd0,0)/boot/vmlinuz %s
                initrd /boot/initrd.img
                """.formatted(TemplateCases.commandLine(name))));
        GuestDisk disk = new GuestDisk.Made(FileSystem.EXT4, PartitionTable.MBR, false, files, started.kernel());
        return LabCases.startedBy("Reading (xen/xvda,msdos1)/" + path, name, image, disk, started);
    }
}
