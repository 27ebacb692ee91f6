// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static io.github.grubxen.lab.LabCases.baked;
import static io.github.grubxen.lab.LabCases.files;
import static io.github.grubxen.lab.LabCases.image;
import static io.github.grubxen.lab.LabCases.kernel;
import static io.github.grubxen.lab.LabCases.linux;
import static io.github.grubxen.lab.LabCases.menu;
import static io.github.grubxen.lab.LabCases.secondStage;
import static io.github.grubxen.lab.LabCases.selfFinding;
import static io.github.grubxen.lab.LabCases.standalone;
import static io.github.grubxen.lab.LabCases.within;

import io.github.grubxen.config.Template;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cases that must fail, each with a part of its message. */
final class FailingCases {
    private static final GrubRelease OLD = GrubRelease.BOOKWORM;
    private static final Platform PV = Platform.X86_64_XEN;
    private static final Platform PVH = Platform.I386_XEN_PVH;

    private FailingCases() {}

    /**
     * The cases.
     *
     * @param directory a directory for temporary files
     */
    static Map<BootCase, String> of(Path directory) throws IOException {
        Map<BootCase, String> bad = new HashMap<>();
        damaged(bad, directory);
        linted(bad);
        return bad;
    }

    private static void damaged(Map<BootCase, String> bad, Path directory) throws IOException {
        Bytes whole = image(OLD, PVH).content();
        byte[] half = Arrays.copyOf(whole.toArray(), whole.length() / 2);
        byte[] little = Arrays.copyOf(whole.toArray(), 4096);
        bad.put(menu("bad-pvh-half", kernel(OLD, PVH, half)), "appeared, which is forbidden");
        bad.put(
                within(Duration.ofSeconds(5), menu("bad-pvh-truncated", kernel(OLD, PVH, little))),
                "the guest hung: within 5 s GRUB's greeting did not appear, after nothing");
        bad.put(menu("bad-pv-no-elf", kernel(OLD, PV, Arrays.copyOf(little, 16))), "the guest ended (xl's status 3)");
        bad.put(
                menu("bad-pv-stripped", kernel(OLD, PV, stripped(image(OLD, PV).content(), directory))),
                "the guest crashed");
        bad.put(menu("bad-pvh-finds-itself", selfFinding(OLD, PVH)), "'grub>' appeared, which is forbidden");
        bad.put(
                menu(
                        "bad-pv-without-ext2",
                        baked(
                                OLD,
                                PV,
                                Template.GUEST_CONFIG.filled(),
                                Optional.of(List.of("regexp", "test", "echo", "configfile")))),
                "'No boot configuration on any disk of this guest");
        bad.put(
                linux("bad-pv-linux-lz4", image(OLD, PV), GuestKernel.CLOUD),
                "'error: not xen image.' appeared, which is forbidden");
        bad.put(
                within(
                        Duration.ofSeconds(5),
                        menu(
                                "bad-pv-hangs",
                                baked(
                                        OLD,
                                        PV,
                                        ImageRecipe.text("cfg", "while true; do true; done\n"),
                                        Optional.of(List.of("true"))))),
                "the guest hung: within 5 s ");
    }

    /** Configs that the goal lint reports, with their effect in a guest. */
    private static void linted(Map<BootCase, String> bad) throws IOException {
        bad.put(
                within(
                        Duration.ofSeconds(5),
                        menu("lint-no-timeout", config(PV, "menuentry LAB-MENU { echo \"LAB-MENU x86_64-xen \"; }\n"))),
                "the guest hung: within 5 s the guest's grub.cfg did not appear");
        bad.put(
                menu("lint-unknown-command", config(PVH, "blscfg\n")),
                "'error: can't find command `blscfg'.' appeared");
        bad.put(
                menu("lint-missing-module", config(PVH, "insmod ext2\n")),
                "'error: file `/boot/grub/i386-xen_pvh/ext2.mod'");
        bad.put(
                linux("lint-no-boot", config(PVH, "set root=xen/xvda\nlinux /boot/vmlinuz\n"), GuestKernel.CLOUD),
                "'grub>' appeared, which is forbidden");
        bad.put(
                linux(
                        "lint-no-decompressor",
                        config(PV, "set root=xen/xvda\nlinux /boot/vmlinuz\n"),
                        GuestKernel.DISTRIBUTION),
                "'error: not xen image.' appeared, which is forbidden");
        bad.put(
                within(
                        Duration.ofSeconds(20),
                        linux(
                                "lint-no-console",
                                config(
                                        PVH,
                                        "set root=xen/xvda\nlinux /boot/vmlinuz console=ttyS0\ninitrd /boot/initrd.img\nboot\n"),
                                GuestKernel.CLOUD)),
                "did not appear");
        bad.put(
                menu(
                        "lint-memdisk-trap",
                        standalone(
                                OLD,
                                PVH,
                                ImageRecipe.text(
                                        "site.cfg",
                                        "insmod regexp\nfor d in (*); do configfile \"$d/boot/grub/grub.cfg\"; done\n"))),
                "'error: ");
        bad.put(
                files(
                        "lint-wrong-second-stage",
                        config(PVH, "multiboot (xen/xvda)/pvboot-x86_64.elf\nboot\n"),
                        Map.of("pvboot-x86_64.elf", secondStage(OLD, PV)),
                        List.of(GuestMenu.GREETING, GuestMenu.GREETING)),
                "'error: ");
    }

    /** An image with a config and the modules that it needs, except decompressors. */
    static BootCase.Kernel config(Platform platform, String config) throws IOException {
        List<String> modules = List.of("linux", "multiboot", "ext2", "echo");
        List<String> there = modules.stream()
                .filter(module -> !config.contains("insmod " + module))
                .filter(module -> platform.isPvh() || !module.equals("multiboot"))
                .toList();
        return baked(OLD, platform, ImageRecipe.text("site.cfg", config), Optional.of(there));
    }

    private static byte[] stripped(Bytes image, Path directory) throws IOException {
        Path file = directory.resolve("stripped");
        Files.write(file, image.toArray());
        Tools.run(directory, "strip", file.toString());
        return Files.readAllBytes(file);
    }
}
