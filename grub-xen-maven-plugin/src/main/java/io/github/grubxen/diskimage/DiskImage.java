// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.diskimage;

import io.github.grubxen.dryrun.Disks;
import io.github.grubxen.dryrun.FilePath;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The disks of a guest, read by GRUB's own drivers in the program grub-fstest: partition tables, LVM, RAID and all file systems
 * as GRUB itself reads them. What was read is kept: each directory is listed once. Not thread-safe.
 */
public final class DiskImage implements Disks, AutoCloseable {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    /** Size of a block in GRUB's lists of blocks, in bytes. */
    private static final int SECTOR_BYTES = 512;

    /** The name that grub-fstest gives to the first disk; the others are counted. */
    private static final String LOOP = "loop";

    private final List<Path> disks = new ArrayList<>();

    /** GRUB's name for each disk in the guest, such as {@code xen/xvda}. */
    private final List<String> names;

    private final TemporaryDirectory temporary;

    /** grub-fstest's name for each device, by the device's name in the guest. */
    private final Map<String, String> devices = new LinkedHashMap<>();

    private final Map<String, Map<String, Entry>> directories = new HashMap<>();
    private final Map<String, String> descriptions = new HashMap<>();
    private final Map<String, Optional<String>> subvolumes = new HashMap<>();
    private int copies;

    private DiskImage(List<String> names, TemporaryDirectory temporary) {
        this.names = List.copyOf(names);
        this.temporary = temporary;
    }

    /**
     * Opens disk images. A qcow2 file is converted first.
     *
     * @param files the disk images by GRUB's name for each, such as {@code xen/xvda}; at least one
     * @throws BadInput if a file is missing or cannot be converted, or a program is missing
     */
    public static DiskImage open(Map<String, Path> files) throws IOException {
        DiskImage image = new DiskImage(List.copyOf(files.keySet()), TemporaryDirectory.create("grub-xen-disk"));
        try {
            for (Path file : files.values()) {
                image.disks.add(RawDisk.of(file, image.temporary.path()).toAbsolutePath());
            }
            List<String> devices = FstestOutput.devices(image.run("ls").output());
            image.names.forEach(disk -> image.add(devices, disk)); // grub-fstest lists the last disk first
            image.add(devices, "");
            return image;
        } catch (IOException e) {
            IOException explained = image.temporary.explained(e);
            image.close();
            throw explained;
        }
    }

    /** Adds the devices whose name in the guest begins with that of a disk, in their order. */
    private void add(List<String> all, String disk) {
        for (String device : all) {
            guestName(device)
                    .filter(name -> name.startsWith(disk))
                    .ifPresent(name -> devices.putIfAbsent(name, device));
        }
    }

    @Override
    public void close() throws IOException {
        temporary.close();
    }

    /** A device's name in the guest. Empty for devices of this machine, which no guest may see. */
    private Optional<String> guestName(String device) {
        for (int i = 0; i < names.size(); i++) {
            String loop = LOOP + i;
            if (device.equals(loop) || device.startsWith(loop + ",")) {
                return Optional.of(names.get(i) + device.substring(loop.length()));
            }
        }
        return device.matches("(lvm|ldm|md|mduuid|cryptouuid)/.*") ? Optional.of(device) : Optional.empty();
    }

    @Override
    public List<String> devices() {
        return List.copyOf(devices.keySet());
    }

    @Override
    public Optional<Entry> entry(String device, String path) throws IOException {
        String clean = clean(path);
        if (!devices.containsKey(device)) {
            return Optional.empty();
        }
        if (clean.equals("/")) {
            return list(device, "/").isEmpty() ? Optional.empty() : Optional.of(new Entry(true, 0));
        }
        int slash = clean.lastIndexOf('/');
        return Optional.ofNullable(
                list(device, slash == 0 ? "/" : clean.substring(0, slash)).get(clean.substring(slash + 1)));
    }

    @Override
    public List<String> names(String device, String directory) throws IOException {
        return List.copyOf(list(device, clean(directory)).keySet());
    }

    /** A directory whose parent does not have it is not asked for. A link may be a directory. */
    private Map<String, Entry> list(String device, String directory) throws IOException {
        String loop = devices.get(device);
        if (loop == null) {
            return Map.of();
        }
        String key = "(" + loop + ")" + directory;
        Map<String, Entry> known = directories.get(key);
        if (known == null) {
            int slash = directory.lastIndexOf('/');
            boolean possible = directory.equals("/")
                    || list(device, slash == 0 ? "/" : directory.substring(0, slash))
                            .containsKey(directory.substring(slash + 1));
            String path = key.endsWith("/") ? key : key + "/";
            known = possible
                    ? FstestOutput.files(run("ls", "--", "-l", "-a", path).output())
                    : Map.of();
            directories.put(key, known);
        }
        return known;
    }

    @Override
    public Optional<Bytes> read(String device, String path, long limit) throws IOException {
        String clean = clean(path);
        OptionalLong size = size(new FilePath(device, clean));
        if (size.isEmpty()) {
            return Optional.empty();
        }
        String name = "(" + device + ")" + clean;
        if (size.getAsLong() > limit) {
            throw new BadInput(name, "larger than " + limit + " bytes", "Check that this is the right file.");
        }
        return copied("(" + devices.get(device) + ")" + clean, name, limit);
    }

    /** What GRUB reads for a name: a file, or a list of blocks. Empty if it reads nothing. */
    private Optional<Bytes> copied(String grubName, String name, long limit) throws IOException {
        Path copy = temporary.path().resolve("file" + copies++);
        run("cp", grubName, copy.toString());
        if (!Files.exists(copy)) {
            return Optional.empty();
        }
        Bytes content = Bytes.read(copy, name, limit);
        Files.delete(copy);
        return Optional.of(content);
    }

    @Override
    public Optional<String> fact(String device, Fact fact) throws IOException {
        String loop = devices.get(device);
        if (loop == null) {
            return Optional.empty();
        }
        String description = descriptions.get(loop);
        if (description == null) {
            description = run("ls", "--", "-l", "(" + loop + ")").output();
            descriptions.put(loop, description);
        }
        return FstestOutput.fact(description, fact);
    }

    @Override
    public Optional<String> defaultSubvolume(String device) throws IOException {
        String loop = devices.get(device);
        if (loop == null) {
            return Optional.empty();
        }
        Optional<String> known = subvolumes.get(loop);
        if (known == null) {
            known = BtrfsSubvolumes.defaultPath((at, size) -> blocks(loop, at, size))
                    .filter(path -> !path.isEmpty());
            subvolumes.put(loop, known);
        }
        return known;
    }

    /** Bytes of a device. */
    private Bytes blocks(String loop, long at, int size) throws IOException {
        String list = "(" + loop + ")" + at / SECTOR_BYTES + "+" + size / SECTOR_BYTES;
        return copied(list, loop, size).orElseGet(() -> Bytes.of(loop, new byte[0]));
    }

    /** A path without repeated slashes. GRUB's drivers know {@code ..} too, but it is not followed here. */
    private static String clean(String path) {
        String clean = path.replaceAll("/+", "/");
        return clean.length() > 1 && clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }

    private ExternalProgram run(String... arguments) throws BadInput {
        List<String> command = new ArrayList<>(List.of("grub-fstest", "-c", String.valueOf(disks.size())));
        disks.forEach(disk -> command.add(disk.toString()));
        command.addAll(List.of(arguments));
        try {
            return ExternalProgram.run(command, Map.of(), temporary.path(), TIME_LIMIT);
        } catch (BadInput e) {
            throw explained(e);
        }
    }

    /** The error for a grub-fstest that is missing, or that did not end: GRUB does not notice every cycle in a damaged disk. */
    static BadInput explained(BadInput e) {
        return new BadInput(
                "grub-fstest",
                e.diagnostic().problem(),
                ExternalProgram.isNotStarted(e)
                        ? "To read a guest's disk, install Debian's package grub-common."
                        : "Check the file systems of the disk, such as with fsck.");
    }
}
