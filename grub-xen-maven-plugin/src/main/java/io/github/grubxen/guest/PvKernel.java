// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.elf.ElfNote;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.kernel.KernelCompression;
import io.github.grubxen.kernel.KernelElf;
import io.github.grubxen.kernel.LinuxKernel;
import io.github.grubxen.kernel.SetupHeader;
import io.github.grubxen.kernel.XenNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kernel under an image for PV: GRUB decompresses the kernel itself and enters it at its entry for PV.
 *
 * <p>Source: GRUB 2.06, 2.12 and 2.14, grub-core/loader/i386/xen.c, xen_file.c and xen_fileXX.c: grub_xen_file,
 * grub_xen_get_info and grub_cmd_xen.
 *
 * @param image the image
 * @param kernel the kernel
 */
record PvKernel(GuestImage image, LinuxKernel kernel) {
    /** The lowest boot protocol whose header says where the payload is. */
    private static final int LOWEST_PROTOCOL = 0x208;

    /** GRUB's number for a 32-bit kernel without PAE, which its message prints. */
    private static final int I386 = 1;

    /** The same for a 32-bit kernel with PAE. */
    private static final int I386_PAE = 2;

    /** The same for a 64-bit kernel. */
    private static final int X86_64 = 4;

    private static final int PAGE = 4096;
    private static final String GENERIC = "generic";
    private static final String AS_PVH = "Or start the guest as PVH, where the kernel decompresses itself.";
    private static final String OTHER_KERNEL = "Install a kernel that is built for PV guests (CONFIG_XEN_PV).";

    List<Diagnostic> check() {
        List<Diagnostic> findings = new ArrayList<>();
        format().ifPresent(findings::add);
        if (findings.isEmpty()) {
            GuestRule.damaged(kernel, "error: not xen image.").ifPresent(findings::add);
        }
        kernel.elf().flatMap(this::elf).ifPresent(findings::add);
        return findings;
    }

    private Optional<Diagnostic> format() {
        Optional<SetupHeader> setup = kernel.setup();
        if (setup.isPresent() && setup.get().protocol() < LOWEST_PROTOCOL) {
            return Optional.of(GuestRule.BOOT_PROTOCOL.error(
                    kernel.file(),
                    "boot protocol " + setup.get().protocolText() + ", and GRUB for PV needs 2.08 (Linux 2.6.26)",
                    "error: version too old for xen boot.",
                    "Install a newer kernel, or decompress this one to an ELF file."));
        }
        return new Decompression(image, kernel).check();
    }

    private Optional<Diagnostic> elf(KernelElf elf) {
        boolean wide = elf.elfClass() == ElfClass.ELF64 && elf.machine() == KernelElf.X86_64;
        boolean narrow = elf.elfClass() == ElfClass.ELF32 && elf.machine() == KernelElf.I386;
        if (!wide && !narrow) {
            return architecture("an ELF file with e_machine " + elf.machine(), "error: unknown ELF type.");
        }
        Optional<Diagnostic> notes = notes(elf);
        if (notes.isPresent()) {
            return notes;
        }
        boolean pae = elf.usesPae();
        boolean wideImage = image.platform().elfClass() == ElfClass.ELF64;
        if (wide != wideImage || (narrow && !pae)) {
            int number = wide ? X86_64 : pae ? I386_PAE : I386;
            return architecture(
                    (wide ? "a 64-bit kernel" : pae ? "a 32-bit kernel" : "a 32-bit kernel without PAE")
                            + ", and the image is for " + image.platform(),
                    "error: incompatible architecture: " + number + ".");
        }
        if (elf.guestSection().isPresent()) {
            return Optional.empty();
        }
        if (elf.note(XenNote.ENTRY).isEmpty()) {
            boolean pvh = elf.note(XenNote.PHYS32_ENTRY).isPresent();
            return Optional.of(GuestRule.NO_PV.error(
                    kernel.file(),
                    "the kernel has no entry for PV guests (the Xen note ENTRY is missing"
                            + (pvh ? "; it has that for PVH" : "")
                            + "). GRUB does not check this, starts it, and the guest crashes without a message",
                    OTHER_KERNEL + (pvh ? " Or start the guest as PVH." : "")));
        }
        return virtualBase(elf);
    }

    private Optional<Diagnostic> architecture(String problem, String printed) {
        return Optional.of(GuestRule.KERNEL_ARCHITECTURE.error(
                kernel.file(), problem, printed, "Use an image for the kernel's architecture, or another kernel."));
    }

    private Optional<Diagnostic> notes(KernelElf elf) {
        if (elf.guestSection().isPresent()) {
            return Optional.empty();
        }
        if (elf.notes().isEmpty()) {
            return Optional.of(GuestRule.XEN_NOTES.error(
                    kernel.file(), "the kernel has no notes for Xen", "error: no XEN note found.", OTHER_KERNEL));
        }
        for (ElfNote note : elf.notes()) {
            if (note.type() == XenNote.LOADER.number() && !isGeneric(note.description())) {
                return Optional.of(GuestRule.XEN_NOTES.error(
                        kernel.file(),
                        "the Xen note LOADER is not '" + GENERIC + "'",
                        "error: invalid loader.",
                        OTHER_KERNEL));
            }
        }
        return Optional.empty();
    }

    /** GRUB compares the final zero too, unless the note has exactly the seven characters. */
    private static boolean isGeneric(String description) {
        return description.equals(GENERIC) || description.startsWith(GENERIC + "\0");
    }

    private Optional<Diagnostic> virtualBase(KernelElf elf) {
        boolean aligned = elf.note(XenNote.VIRT_BASE)
                .filter(note -> !note.description().isEmpty())
                .map(note -> note.description().charAt(0)
                        + (note.description().length() > 1 ? note.description().charAt(1) << Byte.SIZE : 0))
                .filter(low -> low % PAGE != 0)
                .isEmpty();
        return aligned
                ? Optional.empty()
                : Optional.of(GuestRule.XEN_NOTES.error(
                        kernel.file(),
                        "the Xen note VIRT_BASE is not the address of a page",
                        "error: unaligned virt_base.",
                        OTHER_KERNEL));
    }

    /** How GRUB decompresses the kernel, and whether this image can. */
    private record Decompression(GuestImage image, LinuxKernel kernel) {
        Optional<Diagnostic> check() {
            if (kernel.whole() != KernelCompression.NONE) {
                Optional<Diagnostic> whole = with(kernel.whole(), "the file");
                if (whole.isPresent()) {
                    return whole;
                }
            }
            return switch (kernel.payload()) {
                case NONE -> Optional.empty();
                case LZO ->
                    Optional.of(refused(
                            "the payload is in LZO, and the kernel's build appends the size to it. GRUB's lzopio accepts"
                                    + " no bytes after the data, so no release of GRUB for PV loads it",
                            "Decompress the kernel to an ELF file. " + AS_PVH));
                case GZIP, XZ, ZSTD, BZIP2, LZMA, LZ4, OTHER -> with(kernel.payload(), "the payload");
            };
        }

        private Optional<Diagnostic> with(KernelCompression compression, String what) {
            Optional<String> module = Decompressors.module(compression);
            String packed =
                    what + " is in " + (compression == KernelCompression.OTHER ? "" : "the format ") + compression;
            if (module.isEmpty()) {
                return Optional.of(refused(
                        packed + ", which no release of GRUB decompresses",
                        "Decompress the kernel to an ELF file. " + AS_PVH));
            }
            if (image.isLoaded(module.get())) {
                return Optional.empty();
            }
            if (image.memdisk().containsKey(module.get())) {
                return Optional.of(GuestRule.KERNEL_COMPRESSION.warning(
                        kernel.file(),
                        packed + ", and the module " + module.get()
                                + " is in the image's memdisk but not loaded: the kernel boots only if a config has 'insmod "
                                + module.get() + "' before it",
                        "Add the line to the config, or embed the module."));
            }
            return Optional.of(refused(
                    packed + ", and the image does not have the module " + module.get()
                            + (compression == KernelCompression.ZSTD ? ", which GRUB has since 2.14" : ""),
                    "Use an image with the module. " + AS_PVH));
        }

        private Diagnostic refused(String problem, String remedy) {
            return GuestRule.KERNEL_COMPRESSION.error(kernel.file(), problem, "error: not xen image.", remedy);
        }
    }
}
