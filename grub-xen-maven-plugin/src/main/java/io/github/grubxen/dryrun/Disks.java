// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The devices and files that GRUB sees. Paths begin with a slash. */
public interface Disks {
    /** What GRUB knows of a device's file system. */
    enum Fact {
        /** The UUID. */
        UUID,
        /** The label. */
        LABEL,
        /** The name of GRUB's driver, such as {@code ext2}. */
        FILE_SYSTEM
    }

    /** A file or directory. */
    record Entry(boolean directory, long size) {}

    /** The devices in the order in which GRUB lists them, such as {@code xen/xvda} and {@code xen/xvda,msdos1}. */
    List<String> devices() throws IOException;

    /** A file or directory; empty if there is none, or no such device. Links are followed. */
    Optional<Entry> entry(String device, String path) throws IOException;

    /** The names in a directory, in the order of the directory; empty if there is none. */
    List<String> names(String device, String directory) throws IOException;

    /**
     * The contents of a file. Empty if there is none.
     *
     * @param limit maximum size in bytes
     */
    Optional<Bytes> read(String device, String path, long limit) throws IOException;

    /** A fact about a device; empty if it is unknown. */
    Optional<String> fact(String device, Fact fact) throws IOException;

    /**
     * The path of the default subvolume of btrfs, without a slash at its end. Empty if the device has no btrfs, if the default
     * is the top of the file system, or if it is unknown.
     */
    default Optional<String> defaultSubvolume(String device) throws IOException {
        return Optional.empty();
    }

    /** Whether files and devices are assumed to exist when a command loads or searches for them, because they are unknown. */
    default boolean isAssumed() {
        return false;
    }

    /** The size of a file in bytes, if it exists. */
    default OptionalLong size(FilePath file) throws IOException {
        Optional<Entry> entry = entry(file.device(), file.path());
        return entry.isPresent() && !entry.get().directory()
                ? OptionalLong.of(entry.get().size())
                : OptionalLong.empty();
    }
}
