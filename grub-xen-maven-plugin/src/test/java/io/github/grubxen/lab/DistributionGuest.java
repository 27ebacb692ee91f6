// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.platform.Platform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guests of the table of published images. Each has the form of a distribution's disk, with small files in place of generated ones. */
enum DistributionGuest {
    /** A Debian whose kernel each GRUB loads. */
    DEBIAN_12("Debian 12: ext4, kernel in xz", Goal.LINUX),
    /** A Debian with a newer kernel. */
    DEBIAN_13("Debian 13: ext4, kernel in zstd", Goal.LINUX),
    /** As Debian's installer partitions with btrfs. */
    DEBIAN_BTRFS("Debian: btrfs, subvolume `@rootfs`", Goal.MENU),
    /** A root on a logical volume. */
    UBUNTU("Ubuntu: logical volume, ext4", Goal.MENU),
    /** A file system for /boot. */
    ARCH("Arch: `/boot` of its own, ext4, GPT", Goal.MENU),
    /** A template of Qubes: a generated grub.cfg on ext4. */
    QUBES("Qubes template: `/boot/grub2`, ext4, GPT", Goal.MENU),
    /** A grub.cfg with its entries in it. */
    RED_HAT("Red Hat: `/boot/grub2`, XFS, GPT", Goal.MENU),
    /** No grub.cfg. */
    FEDORA("Fedora: BLS entries, XFS, GPT, kernel in zstd", Goal.ENTRY),
    /** A snapshot as root. */
    OPENSUSE("openSUSE: btrfs, default subvolume, kernel in zstd", Goal.LINUX),
    /** A config of syslinux. */
    ALPINE("Alpine: `extlinux.conf`, ext4", Goal.ENTRY);

    /** What a guest reaches. */
    private enum Goal {
        /** Its menu, which starts nothing. */
        MENU,
        /** A Linux, by a grub.cfg. */
        LINUX,
        /** A Linux, by a config that prints nothing. */
        ENTRY
    }

    private final String title;
    private final Goal goal;

    DistributionGuest(String title, Goal goal) {
        this.title = title;
        this.goal = goal;
    }

    /** The guest with a title. */
    static DistributionGuest of(String title) {
        return Arrays.stream(values())
                .filter(guest -> guest.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no guest '" + title + "'"));
    }

    /** The word for a guest that reaches what it should. */
    String reached() {
        return goal == Goal.MENU ? "menu" : "Linux";
    }

    /** The menu, or what stands for it. */
    GuestMenu menu(String path) {
        return new GuestMenu(
                path, this == ARCH, goal == Goal.MENU ? Optional.empty() : Optional.of(GuestKernel.OWN), argument());
    }

    /** A kernel parameter that names the guest. */
    String argument() {
        return "lab.guest=" + name().toLowerCase(Locale.ROOT);
    }

    /** The texts on its console. */
    List<Expectation> expected(Platform platform) {
        List<Expectation> all = new ArrayList<>(menu(GuestMenu.USUAL_PATH).expected(platform));
        if (goal == Goal.ENTRY) {
            all.remove(1);
        }
        return all;
    }
}
