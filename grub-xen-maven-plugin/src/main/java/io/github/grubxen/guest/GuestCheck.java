// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.kernel.Initrd;
import io.github.grubxen.kernel.KernelCompression;
import io.github.grubxen.kernel.LinuxKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a guest boots under an image.
 *
 * @param image the image
 */
public record GuestCheck(GuestImage image) {
    /** The verdict about a guest. */
    public Verdict of(Guest guest) {
        List<Diagnostic> findings = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Optional<LinuxKernel> kernel = guest.kernel();
        if (kernel.isEmpty()) {
            unknown.add("No kernel was given, so nothing was checked of it.");
        } else {
            findings.addAll(
                    image.platform().isPvh()
                            ? new PvhKernel(image, kernel.get()).check()
                            : new PvKernel(image, kernel.get()).check());
            untold(kernel.get(), unknown);
            if (findings.isEmpty() && !image.platform().isPvh()) {
                zstd(kernel.get(), guest.initrd().isPresent()).ifPresent(findings::add);
            }
        }
        guest.initrd().flatMap(initrd -> initrd(initrd, kernel)).ifPresent(findings::add);
        if (kernel.isPresent() && guest.memory().isPresent()) {
            findings.addAll(new MemoryCheck(
                            image.platform(),
                            kernel.get(),
                            guest.initrd(),
                            guest.memory().getAsLong())
                    .check());
        }
        return new Verdict(findings, unknown);
    }

    private void untold(LinuxKernel kernel, List<String> unknown) {
        if (kernel.elf().isEmpty() && kernel.unreadable().isEmpty()) {
            unknown.add("The payload of " + kernel.file() + " (" + kernel.payload()
                    + ") cannot be decompressed on this machine, so its notes for Xen were not checked."
                    + (kernel.payload() == KernelCompression.LZO ? " Install lzop." : ""));
        }
        boolean old = kernel.setup().filter(header -> header.protocol() < 0x20f).isPresent();
        if (image.platform().isPvh() && old && kernel.isAtLeast(0, 0).isEmpty()) {
            unknown.add("The release of " + kernel.file()
                    + " is unknown. As PVH, Linux boots since 4.20, and Debian's since 4.19.");
        }
    }

    /** What zstdio of 2.14 does to the guest: the kernel starts, but memory is overwritten. */
    private Optional<Diagnostic> zstd(LinuxKernel kernel, boolean initrd) {
        boolean used = kernel.payload() == KernelCompression.ZSTD || kernel.whole() == KernelCompression.ZSTD;
        if (!used || image.module(Decompressors.ZSTD).isEmpty()) {
            return Optional.empty();
        }
        ZstdModule state = ZstdModule.of(image.module(Decompressors.ZSTD).get(), image.platform());
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

    private static Optional<Diagnostic> initrd(Initrd initrd, Optional<LinuxKernel> kernel) {
        if (initrd.unreadable().isPresent()) {
            return Optional.of(GuestRule.INITRD_FORMAT.error(
                    initrd.file(),
                    "the kernel cannot unpack the initrd: "
                            + initrd.unreadable().get(),
                    "Initramfs unpacking failed",
                    "Make it again: update-initramfs -u in the guest."));
        }
        boolean tooOld = initrd.compression() == KernelCompression.ZSTD
                && kernel.flatMap(linux -> linux.isAtLeast(5, 9))
                        .filter(since -> !since)
                        .isPresent();
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
