// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.platform.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The case for an image without configuration: it must reach GRUB, read the guest's grub.cfg and start a Linux that reports its
 * kernel command line. 32-bit PV guests stop at the grub.cfg, because Linux has not run as such a guest since 5.9.
 */
public final class DefaultCases {
    /** Time limit for a guest, several times longer than it needs on a small machine. */
    public static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    /** Texts of a guest that cannot continue: GRUB stopped or waits for input, or Linux panicked. */
    public static final List<Pattern> TROUBLE = List.of(
            Pattern.compile("(?m)^grub(?: rescue)?> "),
            Pattern.compile("Aborted\\. Press any key to exit\\."),
            Pattern.compile("Failed to boot both default and fallback entries\\."),
            Pattern.compile("No boot configuration on any disk of this guest.*\\n"),
            Pattern.compile("Kernel panic - not syncing.*\\n"));

    /** Time for which an image with its own config is watched after GRUB's greeting. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    private DefaultCases() {}

    /**
     * The case for an image. An image that does not run the guest's grub.cfg only has to reach GRUB, and may then only show
     * errors about missing files and devices.
     */
    public static BootCase of(BootCase.Kernel image) throws BadInput {
        BootCase whole = whole(image);
        return PackagedImages.handsOver(image)
                ? whole
                : new BootCase(
                        whole.name(),
                        image,
                        whole.disks(),
                        whole.options(),
                        List.of(GuestMenu.GREETING),
                        List.of(),
                        AllowedErrors.WRONG_DISK,
                        TIME_LIMIT,
                        SETTLING,
                        List.of());
    }

    /** The case for an image that hands over to the guest's grub.cfg. */
    public static BootCase whole(BootCase.Kernel image) {
        Platform platform = image.platform();
        Optional<GuestKernel> kernel = switch (platform) {
            case I386_XEN -> Optional.empty();
            case X86_64_XEN -> Optional.of(GuestKernel.LOADABLE);
            case I386_XEN_PVH -> Optional.of(GuestKernel.CLOUD);
        };
        GuestMenu menu =
                new GuestMenu(GuestMenu.USUAL_PATH, false, kernel, kernel.isEmpty() ? "" : "lab.image=" + platform);
        return new BootCase(
                BootCase.nameOf(image.fileName()),
                image,
                List.of(GuestDisk.Made.plain(FileSystem.EXT4, menu.files(), kernel)),
                XlOptions.usual(),
                menu.expected(platform),
                TROUBLE,
                AllowedErrors.MISSING_FILES,
                TIME_LIMIT,
                Duration.ZERO,
                List.of());
    }
}
