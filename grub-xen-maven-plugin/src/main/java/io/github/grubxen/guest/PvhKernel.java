// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.kernel.KernelCompression;
import io.github.grubxen.kernel.LinuxKernel;
import io.github.grubxen.kernel.SetupHeader;
import io.github.grubxen.kernel.XenNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kernel under an image for PVH: GRUB starts it by Linux's 32-bit boot protocol, and the kernel decompresses itself. GRUB
 * passes the address of the ACPI tables in the field acpi_rsdp_addr of the boot parameters.
 *
 * <p>Source: GRUB 2.06, 2.12 and 2.14, grub-core/loader/i386/linux.c, grub_cmd_linux; Linux,
 * Documentation/arch/x86/boot.rst and arch/x86/xen/enlighten_hvm.c.
 *
 * @param image the image
 * @param kernel the kernel
 */
record PvhKernel(GuestImage image, LinuxKernel kernel) {
    private static final int LOWEST_PROTOCOL = 0x203;

    /** The largest number of setup sectors that GRUB accepts. */
    private static final int MOST_SECTORS = 64;

    /** The boot protocol of Linux 5.5, which is later than every kernel without acpi_rsdp_addr. */
    private static final int WITH_RSDP = 0x20f;

    private static final String INSTALL = "Install a newer kernel in the guest.";

    List<Diagnostic> check() {
        List<Diagnostic> findings = new ArrayList<>();
        format().ifPresent(findings::add);
        if (findings.isEmpty()) {
            GuestRule.damaged(kernel).ifPresent(findings::add);
            support().ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Diagnostic> format() {
        if (kernel.whole() != KernelCompression.NONE) {
            Optional<String> module = Decompressors.module(kernel.whole());
            if (module.filter(image::isLoaded).isEmpty()) {
                return protocol(
                        "the whole file is in the format " + kernel.whole() + ", and the image "
                                + module.map(name -> "has not loaded the module " + name)
                                        .orElse("cannot decompress it"),
                        "error: invalid magic number.",
                        "Decompress the file.");
            }
        }
        Optional<SetupHeader> setup = kernel.setup();
        if (setup.isEmpty()) {
            return protocol(
                    "an ELF file, and GRUB for PVH loads a bzImage alone",
                    "error: invalid magic number.",
                    "Use the kernel as its package has it, such as /boot/vmlinuz.");
        }
        SetupHeader header = setup.get();
        if (header.setupSectors() > MOST_SECTORS) {
            return protocol(
                    "it has " + header.setupSectors() + " setup sectors", "error: too many setup sectors.", INSTALL);
        }
        if (header.protocol() < LOWEST_PROTOCOL) {
            return protocol(
                    "boot protocol " + header.protocolText() + ", and GRUB needs 2.03",
                    "error: version too old for 32-bit boot.",
                    INSTALL);
        }
        if (!header.isLoadedHigh()) {
            return protocol("a zImage", "error: zImage doesn't support 32-bit boot.", INSTALL);
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> protocol(String problem, String printed, String remedy) {
        return Optional.of(GuestRule.BOOT_PROTOCOL.error(kernel.file(), problem, printed, remedy));
    }

    /** Support of PVH in the kernel itself. GRUB checks none of it. */
    private Optional<Diagnostic> support() {
        if (kernel.elf().isPresent()
                && kernel.elf().get().note(XenNote.PHYS32_ENTRY).isEmpty()) {
            return Optional.of(
                    GuestRule.NO_PVH.error(
                            kernel.file(),
                            "the kernel has no entry for PVH guests (the Xen note PHYS32_ENTRY is missing): it is built without"
                                    + " CONFIG_XEN_PVH, and does not run as a PVH guest",
                            "Install a kernel that is built for PVH guests, such as Debian's since 4.19, or keep the guest PV."));
        }
        boolean since55 =
                kernel.setup().filter(header -> header.protocol() >= WITH_RSDP).isPresent();
        if (since55 || takesRootPointer().orElse(true)) {
            return Optional.empty();
        }
        return Optional.of(GuestRule.NO_RSDP.error(
                kernel.file(),
                "Linux " + kernel.shortRelease()
                        + " does not take the address of the ACPI tables from GRUB, which Linux"
                        + " does since 4.20, and Debian's since 4.19",
                "ACPI BIOS Error (bug): A valid RSDP was not found",
                INSTALL + " Or keep the guest PV."));
    }

    /** Whether the kernel reads acpi_rsdp_addr; empty if its release is unknown. */
    private Optional<Boolean> takesRootPointer() {
        boolean debian =
                kernel.release().contains("Debian") && kernel.isAtLeast(4, 19).orElse(false);
        return debian ? Optional.of(true) : kernel.isAtLeast(4, 20);
    }
}
