// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The settings of a configuration that decide how the guest starts, as xl understands them.
 *
 * <p>Source: xl.cfg(5); the behaviour of xl 4.10 to 4.21.
 *
 * @param name the guest's name
 * @param type its type
 * @param bootloader a program of dom0 that gets the kernel from the guest's disk; a PV or PVH guest then does not use {@code kernel}
 * @param kernel path on dom0 of the file that starts in the guest; for an HVM guest, a kernel that the firmware loads
 * @param firmware a firmware of Xen that is used instead of a kernel
 * @param ramdisk path on dom0 of the initrd of that kernel
 * @param commandLine the kernel's command line; empty if there is none
 * @param memory the guest's memory in MiB, if the configuration says
 */
public record Domain(
        String name,
        GuestType type,
        Optional<String> bootloader,
        Optional<String> kernel,
        Optional<String> firmware,
        Optional<String> ramdisk,
        String commandLine,
        OptionalLong memory) {
    /** The prefix of the variables that GRUB takes from its command line. Source: "Two stages". */
    static final String GRUB_VARIABLE = "xen_grub_env_";

    /**
     * Reads a configuration.
     *
     * @throws BadInput if xl exits with an error because of one of these settings; the message names the line
     */
    public static Domain of(XlConfig config) throws BadInput {
        GuestType type = type(config);
        String name = config.string("name").orElseThrow(() -> nameless(config));
        Optional<String> firmware = config.string("firmware");
        Domain domain = new Domain(
                name,
                type,
                config.string("bootloader"),
                config.string("kernel"),
                firmware,
                config.string("ramdisk"),
                commandLine(config),
                config.number("memory"));
        if (type != GuestType.HVM) {
            domain.checkStart(config);
        }
        return domain;
    }

    /**
     * The type of the guest. xl compares {@code type} and {@code builder} only as far as they go: {@code "p"} is PV, and an empty
     * text is HVM.
     *
     * @throws BadInput if a value is not a type, or if the two settings contradict each other
     */
    public static GuestType type(XlConfig config) throws BadInput {
        Optional<GuestType> type = Optional.empty();
        Optional<String> text = config.string("type");
        if (text.isPresent()) {
            type = Optional.of(prefixed(text.get(), GuestType.HVM.toString(), GuestType.HVM)
                    .or(() -> prefixed(text.get(), GuestType.PV.toString(), GuestType.PV))
                    .or(() -> prefixed(text.get(), GuestType.PVH.toString(), GuestType.PVH))
                    .orElseThrow(() -> refused(
                            config, "type", "'" + text.get() + "' is not a type of guest", "Use pv, pvh or hvm.")));
        }
        Optional<String> builder = config.string("builder");
        if (builder.isEmpty()) {
            return type.orElse(GuestType.PV);
        }
        GuestType built = prefixed(builder.get(), "hvm", GuestType.HVM)
                .or(() -> prefixed(builder.get(), "generic", GuestType.PV))
                .orElseThrow(() -> refused(
                        config,
                        "builder",
                        "'" + builder.get() + "' is not a builder of xl",
                        "Remove the line, and set type to pv, pvh or hvm."));
        if (type.isPresent() && type.get() != built) {
            throw refused(
                    config,
                    "builder",
                    "builder stands for " + built + ", but type is " + type.get() + ", so xl exits with an error",
                    "Remove the line: type is enough.");
        }
        return built;
    }

    /** Whether the command line is for GRUB itself: it sets variables that GRUB takes from it. */
    public boolean setsGrubVariables() {
        return commandLine.contains(GRUB_VARIABLE);
    }

    private static Optional<GuestType> prefixed(String text, String word, GuestType type) {
        return word.startsWith(text) ? Optional.of(type) : Optional.empty();
    }

    /** The settings by which a PV or PVH guest starts. */
    private void checkStart(XlConfig config) throws BadInput {
        if (firmware.isPresent() && kernel.isPresent()) {
            throw refused(
                    config,
                    "firmware",
                    "both kernel and firmware are set, so xl exits with an error",
                    "Remove one of the lines.");
        }
        if (firmware.isPresent() && !"pvgrub32".startsWith(firmware.get()) && !"pvgrub64".startsWith(firmware.get())) {
            throw refused(
                    config,
                    "firmware",
                    "'" + firmware.get() + "' is not a firmware for " + type + " guests, so xl exits with an error",
                    "Use pvgrub32 or pvgrub64, or set a kernel instead.");
        }
        if (kernel.isEmpty() && firmware.isEmpty() && bootloader.isEmpty()) {
            throw new BadInput(
                    new Place.File(config.file().name()),
                    "has neither a kernel nor a bootloader, so xl exits with an error",
                    "Add a line such as kernel = \"/usr/lib/grub-xen/grub-x86_64-xen.bin\".");
        }
    }

    /** The error for a configuration without a name. */
    static BadInput nameless(XlConfig config) {
        return new BadInput(
                new Place.File(config.file().name()),
                "has no name for the guest, so xl exits with an error",
                "Add a line such as name = \"web1\".");
    }

    private static String commandLine(XlConfig config) {
        Optional<String> root = config.string("root").map(device -> "root=" + device);
        Optional<String> extra = config.string("extra");
        String both = root.isPresent() && extra.isPresent()
                ? root.get() + " " + extra.get()
                : root.or(() -> extra).orElse("");
        return config.string("cmdline").orElse(both);
    }

    private static BadInput refused(XlConfig config, String name, String problem, String remedy) {
        Place place = config.last(name)
                .<Place>map(setting -> config.place(setting.span()))
                .orElseGet(() -> new Place.File(config.file().name()));
        return new BadInput(place, problem, remedy);
    }
}
