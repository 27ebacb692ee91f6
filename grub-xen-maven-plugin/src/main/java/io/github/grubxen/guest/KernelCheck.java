// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.kernel.Initrd;
import io.github.grubxen.kernel.KernelCompression;
import io.github.grubxen.kernel.KernelElf;
import io.github.grubxen.kernel.LinuxKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kernel with its initrds and memory under an image.
 *
 * @param image the image
 * @param kernel the kernel
 * @param guest the guest, with the kernel
 * @param configured whether the config that loads the kernel is known
 */
record KernelCheck(GuestImage image, LinuxKernel kernel, Guest guest, boolean configured) {
    /** The boot protocol of Linux 5.5, which is later than every kernel whose release matters here. */
    private static final int LATE_PROTOCOL = 0x20f;

    KernelCheck(GuestImage image, Guest guest, boolean configured) {
        this(image, guest.kernel().orElseThrow(), guest, configured);
    }

    List<Diagnostic> findings() {
        boolean pvh = image.platform().isPvh();
        List<Diagnostic> findings =
                new ArrayList<>(pvh ? new PvhKernel(image, kernel).check() : new PvKernel(image, kernel).check());
        if (findings.stream().noneMatch(found -> found.severity() == Diagnostic.Severity.ERROR) && !pvh) {
            zstd().ifPresent(findings::add);
        }
        guest.initrds().stream().flatMap(initrd -> initrd(initrd).stream()).forEach(findings::add);
        guest.memory()
                .ifPresent(memory -> findings.addAll(new MemoryCheck(
                                image.platform(),
                                kernel,
                                guest.initrds(),
                                memory,
                                Math.max(memory, guest.maximum().orElse(memory)))
                        .check()));
        return findings;
    }

    List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        if (kernel.elf().isEmpty() && kernel.unreadable().isEmpty()) {
            unknown.add("The payload of " + kernel.file() + " (" + kernel.payload()
                    + ") cannot be decompressed on this machine, so its notes for Xen were not checked."
                    + (kernel.payload() == KernelCompression.LZO ? " Install lzop." : ""));
        }
        boolean old = kernel.setup()
                .filter(header -> header.protocol() < LATE_PROTOCOL)
                .isPresent();
        if (image.platform().isPvh() && old && kernel.isAtLeast(0, 0).isEmpty()) {
            unknown.add("The release of " + kernel.file()
                    + " is unknown. As PVH, Linux boots since 4.20, and Debian's since 4.19.");
        }
        if (!image.platform().isPvh()
                && kernel.elf().flatMap(KernelElf::guestSection).isPresent()) {
            unknown.add(kernel.file()
                    + " has the section __xen_guest of older kernels in place of notes for Xen. GRUB loads it;"
                    + " of what the section sets, only PAE was checked.");
        }
        return unknown;
    }

    /** What zstdio of 2.14 does to the guest: the kernel starts, but memory is overwritten. */
    private Optional<Diagnostic> zstd() {
        boolean used = kernel.payload() == KernelCompression.ZSTD || kernel.whole() == KernelCompression.ZSTD;
        if (!used || image.module(Decompressors.ZSTD).isEmpty()) {
            return Optional.empty();
        }
        ZstdModule state = ZstdModule.of(image.module(Decompressors.ZSTD).get(), image.platform());
        boolean initrd = !guest.initrds().isEmpty();
        String writes = "the image's module zstdio writes past its memory while it decompresses the kernel";
        String remedy =
                "Build GRUB's modules with the correction of zstdio. Or start the guest as PVH, where the kernel"
                        + " decompresses itself.";
        return switch (state) {
            case CORRECTED -> Optional.empty();
            case BROKEN ->
                Optional.of(
                        initrd
                                ? GuestRule.ZSTDIO.error(
                                        kernel.file(),
                                        writes + ": the kernel starts, but its initrd is damaged",
                                        remedy)
                                : GuestRule.ZSTDIO.warning(kernel.file(), writes, remedy));
            case UNKNOWN ->
                Optional.of(GuestRule.ZSTDIO.warning(
                        kernel.file(),
                        "it cannot be told whether the image's module zstdio has the defect of GRUB 2.14, which damages the"
                                + " guest's initrd",
                        remedy));
        };
    }

    private Optional<Diagnostic> initrd(Initrd initrd) {
        if (initrd.unreadable().isPresent()) {
            return Optional.of(GuestRule.INITRD_FORMAT.error(
                    initrd.file(),
                    "the kernel cannot unpack the initrd: "
                            + initrd.unreadable().get(),
                    "Initramfs unpacking failed",
                    "Make it again: update-initramfs -u in the guest."));
        }
        boolean tooOld = initrd.compression() == KernelCompression.ZSTD
                && kernel.isAtLeast(5, 9).filter(since -> !since).isPresent();
        return tooOld
                ? Optional.of(
                        GuestRule.INITRD_FORMAT.error(
                                initrd.file(),
                                "the initrd is in the format zstd, which Linux decompresses since 5.9",
                                "Initramfs unpacking failed: invalid magic at start of compressed archive",
                                "Set COMPRESS=gzip in /etc/initramfs-tools/initramfs.conf of the guest, and run update-initramfs -u."))
                : Optional.empty();
    }
}
