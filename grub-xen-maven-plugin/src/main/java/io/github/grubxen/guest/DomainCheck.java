// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.domain.Domain;
import io.github.grubxen.domain.GuestType;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a guest's xl configuration starts an image, and starts it as GRUB needs it.
 *
 * <p>Source: xl.cfg(5); Xen, tools/libs/guest/xg_dom_core.c, xc_dom_find_loader; GRUB, grub-core/kern/xen/init.c.
 *
 * @param image the image
 * @param file the configuration
 */
record DomainCheck(GuestImage image, DomainFile file) {
    /** The line of xl for a kernel of another type, without the number of the source's line. */
    private static final String NO_LOADER = "xc_dom_find_loader: no loader found: Invalid kernel";

    List<Diagnostic> findings() {
        List<Diagnostic> findings = new ArrayList<>();
        type().ifPresent(findings::add);
        start().ifPresent(findings::add);
        ignored().ifPresent(findings::add);
        return findings;
    }

    private Optional<Diagnostic> type() {
        GuestType type = file.domain().type();
        GuestType ours = image.platform().isPvh() ? GuestType.PVH : GuestType.PV;
        if (type == ours) {
            return Optional.empty();
        }
        boolean firmware = type == GuestType.HVM;
        return Optional.of(GuestRule.DOMAIN_TYPE.at(
                file.place(file.config().last("type").isPresent() ? "type" : "builder"),
                Severity.ERROR,
                "the guest is " + type + ", and the image is for " + image.platform()
                        + (firmware ? "; an HVM guest starts by its firmware" : ""),
                firmware ? List.of() : List.of(NO_LOADER),
                "Set type = \"" + ours + "\" with the goal guest-config, or use an image for " + type + " guests."));
    }

    /** What xl starts instead of the image. */
    private Optional<Diagnostic> start() {
        Domain domain = file.domain();
        if (domain.type() == GuestType.HVM) {
            return Optional.empty();
        }
        Optional<String> instead = domain.bootloader().isPresent()
                ? Optional.of("bootloader")
                : domain.firmware().map(name -> "firmware");
        return instead.map(setting -> GuestRule.DOMAIN_START.at(
                file.place(setting),
                Severity.ERROR,
                setting.equals("bootloader")
                        ? "xl starts what the bootloader finds on the guest's disk, instead of the image"
                        : "xl starts its own firmware, instead of the image",
                List.of(),
                "Remove the line and set kernel to the image; the goal guest-config does both."));
    }

    /** What GRUB does not pass on to the guest's kernel. */
    private Optional<Diagnostic> ignored() {
        Domain domain = file.domain();
        String setting;
        if (domain.ramdisk().isPresent()) {
            setting = "ramdisk";
        } else if (!domain.commandLine().isEmpty() && !domain.setsGrubVariables()) {
            setting = file.config().string("cmdline").isPresent()
                    ? "cmdline"
                    : file.config().string("extra").isPresent() ? "extra" : "root";
        } else {
            return Optional.empty();
        }
        return Optional.of(GuestRule.DOMAIN_IGNORED.at(
                file.place(setting),
                Severity.WARNING,
                setting
                        + " is for a kernel that xl starts itself. GRUB does not pass it on: the guest's config decides on "
                        + (setting.equals("ramdisk") ? "the initrd" : "the kernel's command line"),
                List.of(),
                "Remove the line; if the guest needs it, add it to the guest's grub.cfg."));
    }
}
