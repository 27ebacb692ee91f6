// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.platform;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;
import java.util.List;

/**
 * A platform of GRUB for Xen guests, with the constants of GRUB's image writer for it.
 *
 * <p>Source: "Image format", section 1.
 */
public enum Platform {
    /** PV guests, 32 bit. */
    I386_XEN("i386", "xen", ElfClass.ELF32, 3, 0),
    /** PV guests, 64 bit. */
    X86_64_XEN("x86_64", "xen", ElfClass.ELF64, 62, 0),
    /** PVH guests of any width: the entry is 32 bit. */
    I386_XEN_PVH("i386", "xen_pvh", ElfClass.ELF32, 3, 0x100000);

    private static final Choice<Platform> CHOICE = Choice.of("GRUB platform for Xen", List.of(values()), Platform::id);

    private final String cpu;
    private final String firmware;
    private final ElfClass elfClass;
    private final int machine;
    private final long linkAddress;

    Platform(String cpu, String firmware, ElfClass elfClass, int machine, long linkAddress) {
        this.cpu = cpu;
        this.firmware = firmware;
        this.elfClass = elfClass;
        this.machine = machine;
        this.linkAddress = linkAddress;
    }

    /**
     * The platform with a name.
     *
     * @param where the POM element or property that the name comes from, for the message
     */
    public static Platform of(String where, String name) throws BadInput {
        return CHOICE.read(where, name);
    }

    /**
     * GRUB's name for the platform, such as {@code i386-xen_pvh}: the directory of the modules, and {@code -O} of
     * grub-mkimage.
     */
    public String id() {
        return cpu + "-" + firmware;
    }

    /**
     * Name of a guest's own second stage, such as {@code pvboot-x86_64.elf}, in {@code /boot/xen/} of the guest.
     *
     * <p>Source: Xen's x86-xenpv-bootloader.pandoc for PV; "Two stages" for PVH.
     */
    public String secondStage() {
        return (isPvh() ? "pvhboot-" : "pvboot-") + cpu + ".elf";
    }

    /** grub_modinfo_target_cpu, the variable {@code grub_cpu} at run time. */
    public String cpu() {
        return cpu;
    }

    /** grub_modinfo_platform, the variable {@code grub_platform} at run time. */
    public String firmware() {
        return firmware;
    }

    /** Class of kernel, modules and image. */
    public ElfClass elfClass() {
        return elfClass;
    }

    /** e_machine of kernel, modules and image. */
    public int machine() {
        return machine;
    }

    /** Address that the kernel is linked to, and its entry point. */
    public long linkAddress() {
        return linkAddress;
    }

    /** Whether guests of this platform are PVH. Their entry point is in the note PHYS32_ENTRY. */
    public boolean isPvh() {
        return this == I386_XEN_PVH;
    }

    @Override
    public String toString() {
        return id();
    }
}
