// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.dryrun.Disks;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.kernel.Initrd;
import io.github.grubxen.kernel.LinuxKernel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a guest. A kernel or initrd that is given is used instead of the one that the config names.
 *
 * @param kernel its kernel
 * @param initrds its initrds in their order
 * @param memory its memory in bytes
 * @param config its grub.cfg
 * @param disks its disks
 */
public record Guest(
        Optional<LinuxKernel> kernel,
        List<Initrd> initrds,
        OptionalLong memory,
        Optional<Bytes> config,
        Optional<Disks> disks) {
    /** Nothing is known. */
    public static final Guest UNKNOWN =
            new Guest(Optional.empty(), List.of(), OptionalLong.empty(), Optional.empty(), Optional.empty());

    /** Copies the list. */
    public Guest {
        initrds = List.copyOf(initrds);
    }

    /** The same with a kernel. */
    public Guest with(LinuxKernel known) {
        return new Guest(Optional.of(known), initrds, memory, config, disks);
    }

    /** The same with initrds. */
    public Guest with(List<Initrd> known) {
        return new Guest(kernel, known, memory, config, disks);
    }

    /** The same with a size of its memory in bytes. */
    public Guest withMemory(long bytes) {
        return new Guest(kernel, initrds, OptionalLong.of(bytes), config, disks);
    }

    /** The same with a grub.cfg. */
    public Guest withConfig(Bytes text) {
        return new Guest(kernel, initrds, memory, Optional.of(text), disks);
    }

    /** The same with disks. */
    public Guest withDisks(Disks known) {
        return new Guest(kernel, initrds, memory, config, Optional.of(known));
    }
}
