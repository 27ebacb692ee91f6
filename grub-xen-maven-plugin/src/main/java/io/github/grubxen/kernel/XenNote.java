// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

/**
 * The types of Xen's notes that decide how a kernel can be started.
 *
 * <p>Source: Xen, xen/include/public/elfnote.h.
 */
public enum XenNote {
    /** Address of a PV kernel's entry point. */
    ENTRY(1),
    /** Address of the page that the loader fills with hypercalls. */
    HYPERCALL_PAGE(2),
    /** Virtual address of the beginning of a PV kernel's memory. */
    VIRT_BASE(3),
    /** Version of Xen's interface, such as {@code xen-3.0}. */
    XEN_VERSION(5),
    /** Name of the operating system, such as {@code linux}. */
    GUEST_OS(6),
    /** Loader that the kernel is for. GRUB accepts only {@code generic}. */
    LOADER(8),
    /** Whether a 32-bit PV kernel uses PAE. */
    PAE_MODE(9),
    /** Whether the kernel accepts an initrd that is not mapped. GRUB can then load it at any address. */
    MOD_START_PFN(16),
    /** Physical address of a PVH kernel's entry point, for 32-bit mode. */
    PHYS32_ENTRY(18);

    private final int number;

    XenNote(int number) {
        this.number = number;
    }

    /** The number in the note's field for the type. */
    public int number() {
        return number;
    }
}
