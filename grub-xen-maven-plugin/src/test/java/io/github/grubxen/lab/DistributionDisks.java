// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestInitrd;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.disk.PartitionTable;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.source.AptRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The disks of the guests of the table of published images: one for each, for PV and PVH and all images. */
final class DistributionDisks {
    private static final String GRUB2_PATH = "boot/grub2/grub.cfg";
    private static final String KERNEL_PATH = "boot/vmlinuz";

    private final Stock stock;
    private final Bytes kernelInXz;
    private final Bytes kernelInZstd;
    private final Path directory;
    private final Map<DistributionGuest, GuestDisk> disks = new EnumMap<>(DistributionGuest.class);

    /**
     * Disks with kernels of Debian 12 and 13.
     *
     * @param directory a directory for those that the lab's own builder does not make
     */
    DistributionDisks(Path directory) throws IOException {
        this.directory = directory;
        stock = stock("bookworm");
        kernelInXz = stock.kernel(GuestKernel.XZ);
        kernelInZstd = stock("trixie").kernel(GuestKernel.ZSTD);
    }

    /** The disk of a guest. */
    GuestDisk of(DistributionGuest guest) throws IOException {
        GuestDisk disk = disks.get(guest);
        if (disk == null) {
            disk = made(guest);
            disks.put(guest, disk);
        }
        return disk;
    }

    private GuestDisk made(DistributionGuest guest) throws IOException {
        Map<String, Bytes> usual = guest.menu(GuestMenu.USUAL_PATH).files();
        Map<String, Bytes> grub2 = guest.menu(GRUB2_PATH).files();
        return switch (guest) {
            case DEBIAN_12 -> started(FileSystem.EXT4, PartitionTable.NONE, usual, kernelInXz);
            case DEBIAN_13 -> started(FileSystem.EXT4, PartitionTable.NONE, usual, kernelInZstd);
            case DEBIAN_BTRFS -> Subvolumes.of("@rootfs", usual, directory);
            case UBUNTU -> volume(usual);
            case ARCH -> new GuestDisk.Made(FileSystem.EXT4, PartitionTable.GPT, true, usual, Optional.empty());
            case QUBES -> new GuestDisk.Made(FileSystem.EXT4, PartitionTable.GPT, false, grub2, Optional.empty());
            case RED_HAT -> new GuestDisk.Made(FileSystem.XFS, PartitionTable.GPT, false, grub2, Optional.empty());
            case FEDORA ->
                started(
                        FileSystem.XFS,
                        PartitionTable.GPT,
                        config("boot/loader/entries/lab.conf", """
                                title A Linux
                                linux /boot/vmlinuz
                                initrd /boot/initrd.img
                                options %s
                                """, guest),
                        kernelInZstd);
            case OPENSUSE -> snapshots(grub2);
            case ALPINE ->
                started(FileSystem.EXT4, PartitionTable.NONE, config("boot/extlinux.conf", """
                                DEFAULT lab
                                PROMPT 0
                                TIMEOUT 10
                                LABEL lab
                                  LINUX vmlinuz
                                  INITRD initrd.img
                                  APPEND %s
                                """, guest), kernelInXz);
        };
    }

    private static Map<String, Bytes> config(String path, String text, DistributionGuest guest) {
        String commandLine = "console=hvc0 quiet panic=1 " + guest.argument();
        return Map.of(path, GuestDisk.text(path, text.formatted(commandLine)));
    }

    private static GuestDisk started(
            FileSystem fileSystem, PartitionTable table, Map<String, Bytes> config, Bytes kernel) {
        Map<String, Bytes> files = new HashMap<>(config);
        files.put(KERNEL_PATH, kernel);
        return new GuestDisk.Made(fileSystem, table, false, files, Optional.of(GuestKernel.OWN), GuestInitrd.LAB);
    }

    /** openSUSE's own grub.cfg sets the variable too. A newer snapshot, of before a rollback, starts nothing. */
    private GuestDisk snapshots(Map<String, Bytes> config) throws IOException {
        Map<String, Bytes> files = new HashMap<>(config);
        files.computeIfPresent(
                GRUB2_PATH,
                (path, text) -> GuestDisk.text(
                        path, "set btrfs_relative_path=\"y\"\nexport btrfs_relative_path\n" + text.latin1()));
        files.put(KERNEL_PATH, kernelInZstd);
        files.put("boot/initrd.img", stock.guestInitrd());
        return Subvolumes.snapshots(
                "snapshots", files, Map.of(GRUB2_PATH, GuestDisk.text(GRUB2_PATH, "halt\n")), directory);
    }

    private GuestDisk volume(Map<String, Bytes> files) throws IOException {
        Path fileSystem = directory.resolve("volume.ext4");
        HostPrograms programs = HostPrograms.of(LabCases.CACHE, apt("bookworm"));
        new DiskBuilder(stock, programs, directory, LabCases.LOG)
                .write(GuestDisk.Made.plain(FileSystem.EXT4, files, Optional.empty()), fileSystem);
        return BlockDevices.logicalVolume(fileSystem, directory.resolve("volume.img"));
    }

    private static Stock stock(String suite) throws IOException {
        return Stock.of(LabCases.CACHE, apt(suite), LabCases.LOG);
    }

    private static AptRepository apt(String suite) throws IOException {
        return new AptRepository(LabCases.CACHE, Optional.of(suite), false);
    }
}
