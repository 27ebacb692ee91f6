// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.domain.Conversion;
import io.github.grubxen.domain.Domain;
import io.github.grubxen.domain.DomainDisk;
import io.github.grubxen.domain.GuestType;
import io.github.grubxen.domain.ImagePath;
import io.github.grubxen.domain.XlConfig;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A guest as its xl configuration describes it.
 *
 * @param config the configuration
 * @param domain the settings by which it starts
 * @param disks its disks, in the configuration's order
 */
public record DomainFile(XlConfig config, Domain domain, List<DomainDisk> disks) {
    /** A configuration that is converted only to be checked starts this image. */
    private static final ImagePath ANY_IMAGE = new ImagePath("/image");

    /** The largest memory in MiB, 16 TiB: as much as Xen supports on x86. */
    private static final long MOST_MEMORY = 1L << 24;

    /** Copies the list. */
    public DomainFile {
        disks = List.copyOf(disks);
    }

    /**
     * Reads a configuration.
     *
     * @param to the type to which the guest is moved first, as the goal guest-config does; empty to leave it as it is
     * @throws BadInput if xl exits with an error because of the configuration, or if the guest cannot be moved
     */
    public static DomainFile of(Bytes file, Optional<GuestType> to) throws BadInput {
        XlConfig config = XlConfig.parse(file);
        if (to.isPresent()) {
            config = XlConfig.parse(Conversion.of(config, to.get(), ANY_IMAGE).result());
        }
        return new DomainFile(config, Domain.of(config), DomainDisk.all(config));
    }

    /** The memory with which the guest starts, in bytes; empty if the configuration does not set it. */
    public OptionalLong memory() {
        OptionalLong memory = bytes(domain.memory());
        return memory.isPresent() ? memory : maximum();
    }

    /** The memory that the guest can get later, in bytes; empty if the configuration does not set it. */
    public OptionalLong maximum() {
        return bytes(config.number("maxmem"));
    }

    private static OptionalLong bytes(OptionalLong mebibytes) {
        return mebibytes.isPresent() && mebibytes.getAsLong() > 0 && mebibytes.getAsLong() <= MOST_MEMORY
                ? OptionalLong.of(mebibytes.getAsLong() << 20)
                : OptionalLong.empty();
    }

    /** The place of a setting; the whole file if it has none of that name. */
    Place place(String setting) {
        return config.last(setting)
                .<Place>map(found -> config.place(found.span()))
                .orElseGet(() -> new Place.File(config.file().name()));
    }
}
