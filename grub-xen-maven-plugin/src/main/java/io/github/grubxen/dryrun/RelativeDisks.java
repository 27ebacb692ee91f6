// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The disks as a config sees them. If openSUSE's variable {@code btrfs_relative_path} begins with y or 1, in a GRUB that knows
 * it, paths on btrfs start in the default subvolume.
 *
 * @param disks the disks, with paths from the top of each file system
 * @param variable the value of the variable; an empty text if it is not set or GRUB does not know it
 */
record RelativeDisks(Disks disks, Supplier<String> variable) implements Disks {
    /** A file by its path from the top of its file system. */
    FilePath located(FilePath file) throws IOException {
        if (!variable.get().matches("(?s)[y1].*")) {
            return file;
        }
        return new FilePath(file.device(), disks.defaultSubvolume(file.device()).orElse("") + file.path());
    }

    @Override
    public boolean isAssumed() {
        return disks.isAssumed();
    }

    @Override
    public List<String> devices() throws IOException {
        return disks.devices();
    }

    @Override
    public Optional<Entry> entry(String device, String path) throws IOException {
        return disks.entry(device, located(new FilePath(device, path)).path());
    }

    @Override
    public List<String> names(String device, String directory) throws IOException {
        return disks.names(device, located(new FilePath(device, directory)).path());
    }

    @Override
    public Optional<Bytes> read(String device, String path, long limit) throws IOException {
        return disks.read(device, located(new FilePath(device, path)).path(), limit);
    }

    @Override
    public Optional<String> fact(String device, Fact fact) throws IOException {
        return disks.fact(device, fact);
    }

    @Override
    public Optional<String> defaultSubvolume(String device) throws IOException {
        return disks.defaultSubvolume(device);
    }
}
