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
 * The grub.cfg that the lab writes to a guest's disk, and the texts that it makes the guest print.
 *
 * @param path its path, such as boot/grub/grub.cfg
 * @param separateBoot whether /boot is a separate file system
 * @param kernel the kernel to start, if there is one
 * @param arguments the kernel command line
 * @param initrd the initial RAM disk of the kernel
 */
public record GuestMenu(
        String path, boolean separateBoot, Optional<GuestKernel> kernel, String arguments, GuestInitrd initrd) {
    /** The path that GRUB's own installation uses. */
    public static final String USUAL_PATH = "boot/grub/grub.cfg";

    /** Kernel parameters that switch off features which only cost time under emulation. */
    private static final String QUICK =
            "console=hvc0 quiet panic=1 mitigations=off rodata=off nokaslr audit=0 apparmor=0 lsm="
                    + " cryptomgr.notests";

    /** GRUB's first text. */
    public static final Expectation GREETING = Expectation.text("Welcome to GRUB!", "GRUB's greeting");

    /** A menu whose kernel gets the lab's initial RAM disk. */
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

    /** The expected texts on the guest's console. Nothing is expected of a kernel without the lab's initial RAM disk. */
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
