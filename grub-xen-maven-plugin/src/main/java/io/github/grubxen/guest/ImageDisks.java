// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.dryrun.Disks;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The devices and files that an image sees: its memdisk, and of a guest's disks what its modules can read.
 *
 * @param image the image
 * @param guest the guest's disks
 */
record ImageDisks(GuestImage image, Disks guest) implements Disks {
    private static final String MEMDISK = "memdisk";

    /** Modules whose name is not that of their file system's driver. */
    private static final Map<String, String> MODULES = Map.of("tarfs", "tar", "cpiofs", "cpio");

    private static final Set<String> VOLUMES = Set.of("lvm", "ldm");

    @Override
    public boolean isAssumed() {
        return guest.isAssumed();
    }

    @Override
    public List<String> devices() throws IOException {
        List<String> devices = new ArrayList<>();
        if (!image.files().isEmpty()) {
            devices.add(MEMDISK);
        }
        guest.devices().stream().filter(this::sees).forEach(devices::add);
        return devices;
    }

    /** Whether the image has the modules for a partition or volume. */
    private boolean sees(String device) {
        int slash = device.indexOf('/');
        String kind = slash < 0 ? "" : device.substring(0, slash);
        if (VOLUMES.contains(kind)) {
            return has(kind);
        }
        if (kind.startsWith("md")) {
            return has("diskfilter");
        }
        for (String partition : device.split(",", -1)) {
            String map = partition.replaceFirst("\\d+$", "");
            if (!partition.contains("/") && !has("part_" + map)) {
                return false;
            }
        }
        return true;
    }

    private boolean has(String module) {
        return image.module(module).isPresent();
    }

    /** Whether the image can read the file system of a guest's device. */
    private boolean reads(String device) throws IOException {
        if (guest.isAssumed()) {
            return true;
        }
        Optional<String> system = sees(device) ? guest.fact(device, Fact.FILE_SYSTEM) : Optional.empty();
        return system.filter(name -> has(MODULES.getOrDefault(name, name))).isPresent();
    }

    @Override
    public Optional<Entry> entry(String device, String path) throws IOException {
        if (!device.equals(MEMDISK)) {
            return reads(device) ? guest.entry(device, path) : Optional.empty();
        }
        Bytes file = image.files().get(path);
        if (file != null) {
            return Optional.of(new Entry(false, file.length()));
        }
        String directory = path.endsWith("/") ? path : path + "/";
        return image.files().keySet().stream().anyMatch(name -> name.startsWith(directory))
                ? Optional.of(new Entry(true, 0))
                : Optional.empty();
    }

    @Override
    public List<String> names(String device, String directory) throws IOException {
        if (!device.equals(MEMDISK)) {
            return reads(device) ? guest.names(device, directory) : List.of();
        }
        String start = directory.endsWith("/") ? directory : directory + "/";
        Set<String> names = new TreeSet<>();
        for (String path : new TreeMap<>(image.files()).keySet()) {
            if (path.startsWith(start)) {
                names.add(path.substring(start.length()).replaceFirst("/.*$", ""));
            }
        }
        return List.copyOf(names);
    }

    @Override
    public Optional<Bytes> read(String device, String path, long limit) throws IOException {
        if (!device.equals(MEMDISK)) {
            return reads(device) ? guest.read(device, path, limit) : Optional.empty();
        }
        return Optional.ofNullable(image.files().get(path));
    }

    @Override
    public Optional<String> fact(String device, Fact fact) throws IOException {
        if (device.equals(MEMDISK)) {
            return fact == Fact.FILE_SYSTEM ? Optional.of("tarfs") : Optional.empty();
        }
        return reads(device) ? guest.fact(device, fact) : Optional.empty();
    }

    @Override
    public Optional<String> defaultSubvolume(String device) throws IOException {
        return guest.defaultSubvolume(device);
    }
}
