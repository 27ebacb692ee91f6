// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.kernel.Initrd;
import io.github.grubxen.kernel.KernelElf;
import io.github.grubxen.kernel.LinuxKernel;
import io.github.grubxen.kernel.SetupHeader;
import io.github.grubxen.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether kernel and initrd fit into the guest's memory: first while GRUB loads them, then while the kernel unpacks the initrd.
 * What the kernel needs besides is an estimate ("Will this guest boot?", section "Memory").
 *
 * @param platform the image's platform
 * @param kernel the kernel
 * @param initrds the initrds
 * @param memory the guest's memory in bytes
 * @param maximum the memory in bytes that it can get later, for which the kernel needs tables from the beginning
 */
record MemoryCheck(Platform platform, LinuxKernel kernel, List<Initrd> initrds, long memory, long maximum) {
    private static final long MIB = 1 << 20;

    /** The end of the physical addresses of x86-64. A damaged header can name a higher address. */
    private static final long ADDRESSES = 1L << 52;

    /** Linux keeps 64 bytes for each page of 4096 bytes, also for pages that the guest can get later. */
    private static final long PAGES_SHARE = 64;

    /** What a kernel of a distribution needs besides itself and its initrd before the first program runs, at least. */
    private static final long LEAST_WORK = 16 * MIB;

    /** With this much besides, the kernels of Debian boot. Between the two, it depends on the kernel. */
    private static final long SURE_WORK = 64 * MIB;

    List<Diagnostic> check() {
        Optional<Long> loaded = kernelEnd();
        if (loaded.isEmpty()) {
            return List.of();
        }
        List<Diagnostic> findings = new ArrayList<>();
        long packed = initrds.stream().mapToLong(Initrd::size).sum();
        long unpacked = initrds.stream().mapToLong(Initrd::unpacked).sum();
        long forGrub = loaded.get() + packed;
        long forKernel = forGrub + unpacked + maximum / PAGES_SHARE;
        String parts = "the guest has " + mib(memory) + " MiB; the kernel ends at " + mib(loaded.get())
                + " MiB, the initrd has " + mib(packed) + " MiB and unpacks to " + mib(unpacked) + " MiB";
        if (forGrub > memory) {
            findings.add(GuestRule.MEMORY.error(
                    kernel.file(), parts + ": GRUB cannot load them", "error: out of memory.", more(forKernel)));
        } else if (forKernel + LEAST_WORK > memory) {
            findings.add(GuestRule.MEMORY.error(
                    kernel.file(),
                    parts + ": the kernel cannot unpack the initrd",
                    "Kernel panic - not syncing: System is deadlocked on memory",
                    more(forKernel)));
        } else if (forKernel + SURE_WORK > memory) {
            findings.add(GuestRule.MEMORY.warning(kernel.file(), parts + ": this may be too little", more(forKernel)));
        }
        return findings;
    }

    private static String more(long needed) {
        return "Give the guest " + mib(needed + SURE_WORK) + " MiB or more.";
    }

    /** The address at which the loaded kernel ends: memory below it is used, or is too little for an initrd. */
    private Optional<Long> kernelEnd() {
        if (platform.isPvh()) {
            return kernel.setup().filter(header -> header.initSize() > 0).map(MemoryCheck::end);
        }
        return kernel.elf().map(KernelElf::end).filter(end -> end > 0).map(end -> Math.min(end, ADDRESSES));
    }

    private static long end(SetupHeader header) {
        return Math.min(header.preferredAddress(), ADDRESSES) + header.initSize();
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%d", (bytes + MIB - 1) / MIB);
    }
}
