// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.SparseCopy;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Puts a file system into a logical volume or a software RAID without their tools, which want a kernel's device mapper. Checksums
 * stay zero: GRUB does not look at them.
 *
 * <p>Source: lvm2's label_header, pv_header and mda_header and its text format, as vgcfgbackup(8) writes it; {@code struct
 * mdp_superblock_1} of Linux' md_p.h.
 */
final class BlockDevices {
    private static final int SECTOR = 512;
    private static final int MEBIBYTE = 1 << 20;

    /** Where the file system begins in each disk, in bytes. */
    private static final long DATA = MEBIBYTE;

    private static final String PHYSICAL = "PVPVPV-PVPV-PVPV-PVPV-PVPV-PVPV-PVPVPV";
    private static final int METADATA_AT = 4096;
    private static final int RAID_SUPERBLOCK_AT = 4096;
    private static final int RAID_MAGIC = 0xa92b4efc;

    private BlockDevices() {}

    /** A disk whose logical volume {@code guest/root} is the file system; its size is of whole MiB. */
    static GuestDisk logicalVolume(Path fileSystem, Path disk) throws IOException {
        long size = copy(fileSystem, disk);
        byte[] text = volumeGroup(size).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer label = buffer(2 * SECTOR).position(SECTOR);
        label.put(ascii("LABELONE")).putLong(1).putInt(0).putInt(32).put(ascii("LVM2 001"));
        label.put(ascii(PHYSICAL.replace("-", ""))).putLong(DATA + size);
        label.putLong(DATA).putLong(0).putLong(0).putLong(0);
        label.putLong(METADATA_AT).putLong(DATA - METADATA_AT).putLong(0).putLong(0);
        ByteBuffer metadata = buffer(SECTOR + text.length);
        metadata.putInt(0).put(ascii(" LVM2 x[5A%r0N*>")).putInt(1);
        metadata.putLong(METADATA_AT).putLong(DATA - METADATA_AT);
        metadata.putLong(SECTOR).putLong(text.length).putInt(0).putInt(0);
        metadata.put(SECTOR, text);
        write(disk, 0, label);
        write(disk, METADATA_AT, metadata);
        return new GuestDisk.Given(disk);
    }

    /** A disk of a mirror {@code guest} of two disks with the file system, of metadata 1.2. */
    static GuestDisk mirror(Path fileSystem, Path disk, int number) throws IOException {
        long size = copy(fileSystem, disk);
        ByteBuffer superblock = buffer(SECTOR);
        superblock.putInt(RAID_MAGIC).putInt(1);
        superblock.put(16, ascii("guest's RAID"));
        superblock.put(32, ascii("guest"));
        superblock.putInt(72, 1); // level
        superblock.putLong(80, size / SECTOR);
        superblock.putInt(92, 2); // disks
        superblock.putLong(128, DATA / SECTOR).putLong(136, size / SECTOR);
        superblock.putLong(144, RAID_SUPERBLOCK_AT / SECTOR);
        superblock.putInt(160, number);
        superblock.put(168, ascii("guest's disk " + number));
        superblock.putInt(220, 2); // roles
        superblock.putShort(256, (short) 0).putShort(258, (short) 1);
        write(disk, RAID_SUPERBLOCK_AT, superblock);
        return new GuestDisk.Given(disk);
    }

    private static String volumeGroup(long size) {
        long extents = size / MEBIBYTE;
        return String.join(
                "\n",
                "guest {",
                "id = \"VGVGVG-VGVG-VGVG-VGVG-VGVG-VGVG-VGVGVG\"",
                "seqno = 1",
                "format = \"lvm2\"",
                "status = [\"RESIZEABLE\", \"READ\", \"WRITE\"]",
                "flags = []",
                "extent_size = " + MEBIBYTE / SECTOR,
                "max_lv = 0",
                "max_pv = 0",
                "metadata_copies = 0",
                "physical_volumes {",
                "pv0 {",
                "id = \"" + PHYSICAL + "\"",
                "device = \"/dev/xvda\"",
                "status = [\"ALLOCATABLE\"]",
                "flags = []",
                "dev_size = " + (DATA + size) / SECTOR,
                "pe_start = " + DATA / SECTOR,
                "pe_count = " + extents,
                "}",
                "}",
                "logical_volumes {",
                "root {",
                "id = \"LVLVLV-LVLV-LVLV-LVLV-LVLV-LVLV-LVLVLV\"",
                "status = [\"READ\", \"WRITE\", \"VISIBLE\"]",
                "flags = []",
                "segment_count = 1",
                "segment1 {",
                "start_extent = 0",
                "extent_count = " + extents,
                "type = \"striped\"",
                "stripe_count = 1",
                "stripes = [",
                "\"pv0\", 0",
                "]",
                "}",
                "}",
                "}",
                "}",
                "");
    }

    /** Gives the file system's size in bytes. */
    private static long copy(Path fileSystem, Path disk) throws IOException {
        try (FileChannel in = FileChannel.open(fileSystem, StandardOpenOption.READ);
                RandomAccessFile out = new RandomAccessFile(disk.toFile(), "rw")) {
            out.setLength(DATA + in.size());
            SparseCopy.copy(in, out.getChannel(), DATA);
            return in.size();
        }
    }

    private static void write(Path disk, long at, ByteBuffer bytes) throws IOException {
        try (FileChannel out = FileChannel.open(disk, StandardOpenOption.WRITE)) {
            out.write(bytes.rewind(), at);
        }
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
