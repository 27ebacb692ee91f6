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
 * @param memory its memory when it starts, in bytes
 * @param maximum the memory that it can get later, in bytes; empty if that is no more
 * @param config its grub.cfg
 * @param disks its disks
 * @param allDisks whether these are all of its disks
 */
public record Guest(
        Optional<LinuxKernel> kernel,
        List<Initrd> initrds,
        OptionalLong memory,
        OptionalLong maximum,
        Optional<Bytes> config,
        Optional<Disks> disks,
        boolean allDisks) {
    /** Nothing is known. */
    public static final Guest UNKNOWN = new Guest(
            Optional.empty(),
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    /** Copies the list. */
    public Guest {
        initrds = List.copyOf(initrds);
    }

    /** The same with a kernel. */
    public Guest with(LinuxKernel known) {
        return new Guest(Optional.of(known), initrds, memory, maximum, config, disks, allDisks);
    }

    /** The same with initrds. */
    public Guest with(List<Initrd> known) {
        return new Guest(kernel, known, memory, maximum, config, disks, allDisks);
    }

    /** The same with a size of its memory in bytes. */
    public Guest withMemory(long bytes) {
        return withMemory(OptionalLong.of(bytes), OptionalLong.empty());
    }

    /** The same with the sizes of its memory in bytes: when it starts, and what it can get later. */
    public Guest withMemory(OptionalLong known, OptionalLong later) {
        return new Guest(kernel, initrds, known, later, config, disks, allDisks);
    }

    /** The same with a grub.cfg. */
    public Guest withConfig(Bytes text) {
        return new Guest(kernel, initrds, memory, maximum, Optional.of(text), disks, allDisks);
    }

    /** The same with disks, which may not be all. */
    public Guest withDisks(Disks known) {
        return withDisks(known, false);
    }

    /** The same with disks, and whether these are all. */
    public Guest withDisks(Disks known, boolean all) {
        return new Guest(kernel, initrds, memory, maximum, config, Optional.of(known), all);
    }
}
