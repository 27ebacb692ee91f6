// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.config.Template;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.disk.PartitionTable;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A guest with a GRUB of its own, and what its console shows from there.
 *
 * @param platform of the guest
 * @param second release of its own GRUB
 * @param menu its grub.cfg
 * @param device what GRUB calls the device that both lie on
 * @param before what its grub.cfg begins with
 * @param variables what that hands over to 2.14; empty for nothing
 */
record SecondStageGuest(
        Platform platform, GrubRelease second, GuestMenu menu, String device, String before, String variables) {
    private static final Extras SECOND_STAGE = new Extras(List.of(), Optional.empty(), false, false, true);

    private static final Expectation ACPI = new Expectation(
            Pattern.compile("LAB-ACPI: RSDP 0x0*([1-9A-Fa-f][0-9A-Fa-f]*) .*Xen"), "ACPI tables at 0x@");

    /** What 2.14 says to a command that is new in it, and that ours have no use for. */
    private static final String REFUSED = "disk name expected";

    /** With a Linux, where one runs; everything on one file system. */
    static SecondStageGuest of(Platform platform, GrubRelease second, String before) {
        return new SecondStageGuest(
                platform,
                second,
                new GuestMenu(GuestMenu.USUAL_PATH, false, kernel(platform), arguments(platform, second)),
                "xen/xvda",
                before,
                "");
    }

    private static Optional<GuestKernel> kernel(Platform platform) {
        return switch (platform) {
            case I386_XEN -> Optional.empty();
            case X86_64_XEN -> Optional.of(GuestKernel.DISTRIBUTION);
            case I386_XEN_PVH -> Optional.of(GuestKernel.CLOUD);
        };
    }

    private static String arguments(Platform platform, GrubRelease second) {
        return kernel(platform).isEmpty() ? "" : "lab.stage=" + second.name().toLowerCase(Locale.ROOT);
    }

    /** The same on another device. */
    SecondStageGuest on(String other) {
        return new SecondStageGuest(platform, second, menu, other, before, variables);
    }

    /** The same with a grub.cfg that begins otherwise. */
    SecondStageGuest beginning(String otherwise) {
        return new SecondStageGuest(platform, second, menu, device, otherwise, variables);
    }

    /** The same with variables that its grub.cfg hands over. */
    SecondStageGuest with(String assignments) {
        return new SecondStageGuest(platform, second, menu, device, before, assignments);
    }

    /** The same with {@code /boot} on a partition of its own. */
    SecondStageGuest withSeparateBoot() {
        GuestMenu separate = new GuestMenu(menu.path(), true, menu.kernel(), menu.arguments());
        return new SecondStageGuest(platform, second, separate, device + ",gpt1", before, variables);
    }

    /** The same without a kernel, with its grub.cfg elsewhere; the second stage lies in xen/ beside its directory. */
    SecondStageGuest reading(String path) {
        GuestMenu elsewhere = new GuestMenu(path, false, Optional.empty(), "");
        return new SecondStageGuest(platform, second, elsewhere, device, before, variables);
    }

    BootCase startedBy(String first, BootCase.Kernel image, List<Pattern> forbidden) throws IOException {
        return startedBy(first, image, List.of(disk()), forbidden);
    }

    BootCase startedBy(String first, BootCase.Kernel image, List<GuestDisk> disks, List<Pattern> forbidden)
            throws IOException {
        List<Expectation> expected = new ArrayList<>(List.of(GuestMenu.GREETING));
        expected.addAll(expected());
        return bootCase(first + "-starts-" + name(), image, disks, expected, forbidden);
    }

    /** As the toolstack starts any other image. */
    BootCase directly() throws IOException {
        BootCase.Kernel image = new BootCase.Kernel(platform.secondStage(), platform, stage());
        return bootCase(name() + "-directly", image, List.of(disk()), expected(), LabCases.ERRORS);
    }

    private BootCase bootCase(
            String name,
            BootCase.Kernel image,
            List<GuestDisk> disks,
            List<Expectation> expected,
            List<Pattern> forbidden) {
        return new BootCase(
                name,
                image,
                disks,
                XlOptions.usual(),
                expected,
                forbidden.stream().map(this::butForTheCommand).toList(),
                DefaultCases.TIME_LIMIT);
    }

    private Pattern butForTheCommand(Pattern pattern) {
        return second == GrubRelease.SID
                ? Pattern.compile(pattern.pattern().replace("^error: ", "^error: (?!.*" + REFUSED + ")"))
                : pattern;
    }

    private String name() throws IOException {
        return release() + "-" + platform;
    }

    String release() throws IOException {
        return second.tree(platform).info().grubVersion();
    }

    /** The image as {@code <secondStage>} makes it, with the plugin's own config. */
    Bytes stage() throws IOException {
        ModuleTree tree = second.tree(platform);
        BakedConfig plan = new BakedConfig(
                GrubConfig.of(Template.SECOND_STAGE.filled()),
                Optional.empty(),
                List.of(),
                TarAttributes.root(0),
                SECOND_STAGE);
        return Bytes.of(platform.secondStage(), plan.recipe(tree).image(tree).toByteArray());
    }

    GuestDisk disk() throws IOException {
        Map<String, Bytes> files = new TreeMap<>();
        menu.files()
                .forEach((path, text) -> files.put(
                        path,
                        GuestDisk.text(path, before + text.utf8().replaceFirst("  echo", commands() + "  echo"))));
        files.put(menu.path().replaceFirst("grub2?/grub.cfg$", "xen/") + platform.secondStage(), stage());
        PartitionTable table = menu.separateBoot() ? PartitionTable.GPT : PartitionTable.NONE;
        return new GuestDisk.Made(FileSystem.EXT2, table, menu.separateBoot(), files, menu.kernel());
    }

    /** Says which GRUB it is, and uses what earlier ones have not: plainmount came with 2.12, cryptocheck with 2.14. */
    private String commands() {
        String say = "  echo \"LAB-STAGE2 \\$second_stage \\$prefix\"\n"
                + (variables.isEmpty() ? "" : "  echo \"LAB-VARIABLES \\$xen_grub_env_name/\\$xen_grub_env_text\"\n");
        return say
                + switch (second) {
                    case BOOKWORM -> "";
                    case TRIXIE -> "  plainmount --help\n";
                    case SID -> "  cryptocheck\n";
                };
    }

    private List<Expectation> expected() throws IOException {
        List<Expectation> shown = new ArrayList<>(menu.expected(platform));
        String directory = "/" + menu.path().replaceFirst("/grub.cfg$", "");
        String prefix = "(" + device + ")" + (menu.separateBoot() ? directory.replaceFirst("^/boot", "") : directory);
        List<Expectation> stage = new ArrayList<>(List.of(
                Expectation.text("LAB-STAGE2 " + release() + " " + prefix, "GRUB " + release() + " of the guest")));
        if (!variables.isEmpty()) {
            stage.add(Expectation.text("LAB-VARIABLES " + variables));
        }
        if (second == GrubRelease.TRIXIE) {
            stage.add(Expectation.text("Usage: plainmount", "a command that 2.06 has not"));
        } else if (second == GrubRelease.SID) {
            stage.add(Expectation.text(REFUSED, "a command that 2.12 has not"));
        }
        shown.addAll(1, stage);
        if (platform.isPvh() && menu.kernel().isPresent()) {
            shown.add(ACPI);
        }
        return shown;
    }
}
