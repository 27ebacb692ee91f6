// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The disks as a config sees them. Each device has all its names. In a GRUB that knows openSUSE's variable
 * {@code btrfs_relative_path}, paths on btrfs start in the default subvolume if the value begins with y or 1.
 *
 * <p>Source: GRUB, grub-core/disk/xen/xendisk.c for {@code hd0}; kern/partition.c for a partition without its table's name.
 *
 * @param disks the disks, with paths from the top of each file system
 * @param variable the value of the variable; an empty text if it is not set or GRUB does not know it
 */
record ConfigDisks(Disks disks, Supplier<String> variable) implements Disks {
    private static final Pattern DISK = Pattern.compile("hd(\\d{1,4})");

    /** A device by the name that GRUB lists: {@code hd0} is the first disk, {@code 1} a partition in any table. */
    String known(String device) throws IOException {
        List<String> devices = disks.devices();
        if (devices.contains(device)) {
            return device;
        }
        String[] parts = device.split(",", -1);
        Matcher number = DISK.matcher(parts[0]);
        if (number.matches()) {
            List<String> whole = devices.stream()
                    .filter(name -> name.startsWith("xen/") && !name.contains(","))
                    .toList();
            int index = Integer.parseInt(number.group(1));
            parts[0] = index < whole.size() ? whole.get(index) : parts[0];
        }
        return devices.stream()
                .filter(name -> isNamed(name.split(",", -1), parts))
                .findFirst()
                .orElse(device);
    }

    private static boolean isNamed(String[] name, String[] parts) {
        boolean same = name.length == parts.length && name[0].equals(parts[0]);
        for (int i = 1; same && i < parts.length; i++) {
            same = name[i].equals(parts[i])
                    || name[i].replaceFirst("^[^0-9]+", "").equals(parts[i]);
        }
        return same;
    }

    /** A file by its device's listed name, and its path from the top of its file system. */
    FilePath located(FilePath file) throws IOException {
        String device = known(file.device());
        if (!variable.get().matches("(?s)[y1].*")) {
            return new FilePath(device, file.path());
        }
        return new FilePath(device, disks.defaultSubvolume(device).orElse("") + file.path());
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
        FilePath file = located(new FilePath(device, path));
        return disks.entry(file.device(), file.path());
    }

    @Override
    public List<String> names(String device, String directory) throws IOException {
        FilePath file = located(new FilePath(device, directory));
        return disks.names(file.device(), file.path());
    }

    @Override
    public Optional<Bytes> read(String device, String path, long limit) throws IOException {
        FilePath file = located(new FilePath(device, path));
        return disks.read(file.device(), file.path(), limit);
    }

    @Override
    public Optional<String> fact(String device, Fact fact) throws IOException {
        return disks.fact(known(device), fact);
    }

    @Override
    public Optional<String> defaultSubvolume(String device) throws IOException {
        return disks.defaultSubvolume(known(device));
    }
}
