// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestInitrd;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.platform.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The grub.cfg that the lab puts on a guest's disk, and what it makes the guest show.
 *
 * @param path where it lies, such as boot/grub/grub.cfg
 * @param separateBoot whether /boot is a file system of its own
 * @param kernel the kernel that it starts, if it starts one
 * @param arguments kernel command line of it
 * @param initrd what the kernel gets as initial RAM disk
 */
public record GuestMenu(
        String path, boolean separateBoot, Optional<GuestKernel> kernel, String arguments, GuestInitrd initrd) {
    /** Where GRUB's own installation puts it. */
    public static final String USUAL_PATH = "boot/grub/grub.cfg";

    /** Without what only costs time under emulation. */
    private static final String QUICK =
            "console=hvc0 quiet panic=1 mitigations=off rodata=off nokaslr audit=0 apparmor=0 lsm="
                    + " cryptomgr.notests";

    /** What GRUB says first. */
    public static final Expectation GREETING = Expectation.text("Welcome to GRUB!", "GRUB's greeting");

    /** One whose kernel gets the lab's initial RAM disk. */
    public GuestMenu(String path, boolean separateBoot, Optional<GuestKernel> kernel, String arguments) {
        this(path, separateBoot, kernel, arguments, GuestInitrd.LAB);
    }

    /** A menu without a kernel at the usual path. */
    public static GuestMenu plain() {
        return new GuestMenu(USUAL_PATH, false, Optional.empty(), "");
    }

    /** The files for the guest's disk. */
    public Map<String, Bytes> files() {
        String boot = separateBoot ? "" : "/boot";
        StringBuilder text = new StringBuilder("set timeout=0\nmenuentry \"Guest\" {\n"
                + "  echo \"LAB-MENU ${grub_cpu}-${grub_platform} ${root}\"\n");
        if (kernel.isPresent()) {
            text.append("  linux ")
                    .append(boot)
                    .append("/vmlinuz ")
                    .append(QUICK)
                    .append(' ')
                    .append(arguments);
            text.append('\n');
            if (initrd != GuestInitrd.NONE) {
                text.append("  initrd ").append(boot).append("/initrd.img\n");
            }
        }
        return Map.of(path, GuestDisk.text(path, text.append("}\n").toString()));
    }

    /** What appears on the guest's console; of a kernel without the lab's own initial RAM disk nothing is known. */
    public List<Expectation> expected(Platform platform) {
        Expectation menu = Expectation.text("LAB-MENU " + platform + " ", "the guest's grub.cfg");
        return kernel.isEmpty() || initrd != GuestInitrd.LAB
                ? List.of(GREETING, menu)
                : List.of(GREETING, menu, linux(platform, arguments));
    }

    private static Expectation linux(Platform platform, String arguments) {
        return new Expectation(
                Pattern.compile("LAB-GUEST (\\d+\\.\\d+)\\S* " + (platform.isPvh() ? "PVH" : "PV")
                        + "\\s[\\s\\S]*?LAB-CMDLINE .*" + Pattern.quote(arguments) + "\\s"),
                "guest Linux @");
    }
}
