// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.io.Choice;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Diagnostic.Severity;
import io.github.grubxen.io.Place;
import io.github.grubxen.kernel.LinuxKernel;
import java.util.List;
import java.util.Optional;

/** The rules of this package. The name of a rule is its constant's name in lower case with hyphens. */
public enum GuestRule {
    /** The kernel is not for this processor, or its width differs from the image's. */
    KERNEL_ARCHITECTURE,
    /** GRUB cannot load a kernel with this boot protocol or in this format. */
    BOOT_PROTOCOL,
    /** GRUB for PV cannot decompress the kernel. */
    KERNEL_COMPRESSION,
    /** GRUB's module zstdio damages memory. */
    ZSTDIO,
    /** The kernel has no notes for Xen, or notes that GRUB does not accept. */
    XEN_NOTES,
    /** The kernel has no entry for PV guests. */
    NO_PV,
    /** The kernel has no support for PVH guests. */
    NO_PVH,
    /** The kernel does not accept the ACPI root pointer from its boot loader. */
    NO_RSDP,
    /** The payload is damaged. */
    DAMAGED_KERNEL,
    /** The kernel cannot unpack the initrd. */
    INITRD_FORMAT,
    /** Kernel and initrd do not fit into the guest's memory. */
    MEMORY,
    /** GRUB starts nothing by itself. */
    NOT_STARTED,
    /** GRUB prints an error on the way. */
    GRUB_ERROR,
    /** The guest's own GRUB cannot be started by the image. */
    SECOND_STAGE,
    /** The kernel's messages do not appear on the guest's console. */
    CONSOLE,
    /** The guest's root device does not exist. */
    ROOT_DEVICE,
    /** xl exits with an error because of the guest's configuration, or the guest cannot be moved to another type. */
    DOMAIN_CONFIG,
    /** The guest's type is not that of the image. */
    DOMAIN_TYPE,
    /** xl starts something else than the image. */
    DOMAIN_START,
    /** The configuration has settings that do not reach the guest's kernel. */
    DOMAIN_IGNORED;

    /** The name, such as {@code no-pvh}. */
    public String id() {
        return Choice.word(this);
    }

    /** A problem because of which the guest does not boot. */
    Diagnostic error(String file, String problem, String remedy) {
        return new Diagnostic(new Place.File(file), id(), Severity.ERROR, problem, remedy);
    }

    /** As {@link #error(String, String, String)}, with the line that GRUB or the kernel prints. */
    Diagnostic error(String file, String problem, String printed, String remedy) {
        return new Diagnostic(new Place.File(file), id(), Severity.ERROR, problem, List.of(printed), remedy);
    }

    /**
     * The problem of a kernel whose payload cannot be used.
     *
     * @param printed the line that GRUB prints, if it prints one
     */
    static Optional<Diagnostic> damaged(LinuxKernel kernel, String... printed) {
        return kernel.unreadable()
                .map(problem -> DAMAGED_KERNEL.at(
                        new Place.File(kernel.file()),
                        Severity.ERROR,
                        "the payload of the kernel cannot be used: " + problem,
                        List.of(printed),
                        "Install the guest's kernel package again."));
    }

    /** A problem with which the guest may boot nevertheless. */
    Diagnostic warning(String file, String problem, String remedy) {
        return new Diagnostic(new Place.File(file), id(), Severity.WARNING, problem, remedy);
    }

    /** A problem at any place. */
    Diagnostic at(Place place, Severity severity, String problem, List<String> printed, String remedy) {
        return new Diagnostic(place, id(), severity, problem, printed, remedy);
    }
}
