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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * What the command line gives of a guest.
 *
 * @param guest its kernel, initrd, config and memory, as far as they are given
 * @param disks images of its disks by GRUB's name for each, xvda first; empty if none are given
 */
record GuestFiles(Guest guest, Map<String, Path> disks) {
    private static final int MOST_DISKS = 26;

    /** Copies the map, and keeps its order. */
    GuestFiles {
        disks = Collections.unmodifiableMap(new LinkedHashMap<>(disks));
    }

    /**
     * Reads the files. The kernel and the initrd are logged.
     *
     * @param memory the memory in MiB
     */
    static GuestFiles read(
            @Nullable File kernel,
            @Nullable File initrd,
            @Nullable File config,
            List<File> disks,
            @Nullable Integer memory,
            KnownFiles files,
            Log log)
            throws IOException {
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
        if (memory != null) {
            if (memory < 1) {
                throw new BadInput(
                        "grub-xen.memory", "'" + memory + "' is not a size", "Give the guest's memory in MiB.");
            }
            guest = guest.withMemory((long) memory << 20);
        }
        if (disks.size() > MOST_DISKS) {
            throw new BadInput(
                    "grub-xen.disk", "more than " + MOST_DISKS + " disks", "Give the disks that GRUB reads.");
        }
        Map<String, Path> named = new LinkedHashMap<>();
        for (File disk : disks) {
            named.put("xen/xvd" + (char) ('a' + named.size()), disk.toPath());
        }
        return new GuestFiles(guest, named);
    }

    /** The verdict about the guest. */
    Verdict verdict(GuestCheck check) throws IOException {
        if (disks.isEmpty()) {
            return check.of(guest);
        }
        try (DiskImage opened = DiskImage.open(disks)) {
            return check.of(guest.withDisks(opened));
        }
    }
}
