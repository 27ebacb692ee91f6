// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Settings that a guest cannot have if it starts with one of our images.
 *
 * <p>Source: xl.cfg(5); the behaviour of xl 4.10 to 4.21.
 *
 * @param names the names of the settings
 * @param types the types that the guest may have had for this to matter
 * @param reason why the settings are removed
 */
record Contradiction(Pattern names, Set<GuestType> types, String reason) {
    private static final Set<GuestType> ALL = EnumSet.allOf(GuestType.class);
    private static final Set<GuestType> HVM = EnumSet.of(GuestType.HVM);

    /** Settings that no guest with our images may have. */
    private static final List<Contradiction> ANY = List.of(
            of("bootloader", ALL, "xl would start what it finds, instead of the image"),
            of("bootloader_.*", ALL, "it belongs to bootloader"),
            of(
                    "firmware|firmware_override",
                    ALL,
                    "the image takes its place; xl refuses kernel together with firmware"),
            of("builder", ALL, "type takes its place, and xl refuses a builder that contradicts it"),
            of("pvh", ALL, "xl 4.10 and later ignore it; type takes its place"),
            of("ramdisk", ALL, "the guest's own GRUB configuration names its initrd"),
            of("root|extra|cmdline", ALL, "the guest's own GRUB configuration has the kernel's command line"),
            of("device_model", ALL, "xl ignores it"),
            of("device_model_stubdomain_.*|device_model_args_hvm|stubdomain_.*", ALL, "only HVM guests have it"),
            of("device_model_.*", HVM, "it was for the emulated devices of the HVM guest"),
            of(
                    "bios|bios_path_override|acpi_firmware|smbios_firmware|smbios|boot|hdtype|ms_vm_genid|vendor_device",
                    HVM,
                    "it was for the firmware of the HVM guest"),
            of(
                    "vga|stdvga|videoram|vnc.*|sdl|opengl|nographic|spice.*|keymap|gfx_passthru|soundhw",
                    HVM,
                    "it was for the emulated screen and sound of the HVM guest"),
            of(
                    "serial|usb|usbversion|usbdevice|vkb_device|xen_platform_pci|xen_platform_pci_bar_uc|hvm_pirq|rdm|rdm_.*",
                    HVM,
                    "it was for the emulated devices of the HVM guest"),
            of(
                    "pae|nx|apic|hpet|vpt_align|viridian|mmio_hole|acpi_s3|acpi_s4|acpi_laptop_slate|nestedhvm|altp2mhvm|mca_caps",
                    HVM,
                    "it was for the processor and chipset of the HVM guest"));

    private static final List<Contradiction> PV = List.of(of("timer_mode", ALL, "xl refuses it for PV guests"));

    private static final List<Contradiction> PVH =
            List.of(of("pvshim.*", ALL, "the shim would start the image as a PV kernel"));

    private static Contradiction of(String names, Set<GuestType> types, String reason) {
        return new Contradiction(Pattern.compile(names), types, reason);
    }

    /**
     * The reason for which a setting must be removed, if there is one.
     *
     * @param before the former type of the guest
     * @param after its new type, PV or PVH
     */
    static Optional<String> reason(XlConfig config, Setting setting, GuestType before, GuestType after) {
        if (config.string(setting.name())
                        .filter(text -> text.contains(Domain.GRUB_VARIABLE))
                        .isPresent()
                && Set.of("extra", "cmdline").contains(setting.name())) {
            return Optional.empty();
        }
        return Stream.concat(ANY.stream(), (after == GuestType.PV ? PV : PVH).stream())
                .filter(each -> each.names.matcher(setting.name()).matches() && each.types.contains(before))
                .map(Contradiction::reason)
                .findFirst();
    }
}
