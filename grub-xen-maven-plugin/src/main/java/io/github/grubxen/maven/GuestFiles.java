// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.config.FilledConfig;
import io.github.grubxen.diskimage.DiskImage;
import io.github.grubxen.guest.Guest;
import io.github.grubxen.guest.GuestCheck;
import io.github.grubxen.guest.KnownFiles;
import io.github.grubxen.guest.Verdict;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.kernel.BzImage;
import io.github.grubxen.kernel.Initrd;
import io.github.grubxen.kernel.LinuxKernel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The files of a guest as the command line names them.
 *
 * @param kernel its kernel
 * @param initrd its initrd
 * @param config its grub.cfg
 * @param disks images of its disks, xvda first
 * @param memory its memory in MiB
 */
record GuestFiles(
        @Nullable File kernel,
        @Nullable File initrd,
        @Nullable File config,
        List<File> disks,
        @Nullable Integer memory) {
    private static final int MOST_DISKS = 26;

    /** The verdict about the guest. The kernel and the initrd are logged. */
    Verdict verdict(GuestCheck check, KnownFiles files, Log log) throws IOException {
        Guest guest = guest(files, log);
        if (disks.isEmpty()) {
            return check.of(guest);
        }
        if (disks.size() > MOST_DISKS) {
            throw new BadInput(
                    "grub-xen.disk", "more than " + MOST_DISKS + " disks", "Give the disks that GRUB reads.");
        }
        Map<String, Path> named = new LinkedHashMap<>();
        for (File disk : disks) {
            named.put("xen/xvd" + (char) ('a' + named.size()), disk.toPath());
        }
        try (DiskImage opened = DiskImage.open(named)) {
            return check.of(guest.withDisks(opened));
        }
    }

    private Guest guest(KnownFiles files, Log log) throws IOException {
        Guest guest = Guest.UNKNOWN;
        if (kernel != null) {
            LinuxKernel read = files.kernel(Bytes.read(kernel.toPath(), BzImage.MAX_BYTES));
            log.info("Kernel " + read.summary());
            guest = guest.with(read);
        }
        if (initrd != null) {
            Initrd read = files.initrd(Bytes.read(initrd.toPath(), Initrd.MAX_BYTES));
            log.info("Initrd " + read.summary());
            guest = guest.with(List.of(read));
        }
        if (config != null) {
            guest = guest.withConfig(Bytes.read(config.toPath(), FilledConfig.LONGEST));
        }
        if (memory == null) {
            return guest;
        } else if (memory < 1) {
            throw new BadInput("grub-xen.memory", "'" + memory + "' is not a size", "Give the guest's memory in MiB.");
        }
        return guest.withMemory((long) memory << 20);
    }
}
