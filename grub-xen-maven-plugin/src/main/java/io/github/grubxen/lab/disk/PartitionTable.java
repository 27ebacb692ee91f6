// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.disk;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Choice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * How a disk is divided.
 *
 * <p>Source: UEFI specification, chapter 5, "GUID Partition Table (GPT) Disk Layout", which describes both tables.
 */
public enum PartitionTable {
    /** No partition table: the disk is one file system. */
    NONE,
    /** A master boot record with up to four partitions. */
    MBR,
    /** A GUID partition table, with a copy at the end of the disk. */
    GPT;

    private static final Choice<PartitionTable> CHOICE = Choice.of("partition table", values());

    /** Size of a sector in bytes. */
    static final int SECTOR = 512;

    /** Offset of the first partition, and size of the free space after the last one, in bytes. */
    public static final long MARGIN = 1 << 20;

    private static final int MBR_ENTRIES = 446;
    private static final int MBR_ENTRY = 16;
    private static final int LINUX = 0x83;
    private static final int PROTECTIVE = 0xee;
    private static final int GPT_ENTRIES = 128;
    private static final int GPT_ENTRY = 128;
    private static final int GPT_HEADER = 92;
    private static final int GPT_TABLE_SECTORS = GPT_ENTRIES * GPT_ENTRY / SECTOR;
    private static final int GPT_FIRST_USABLE = 2 + GPT_TABLE_SECTORS;

    /** 0FC63DAF-8483-4772-8E79-3D69D8477DE4, a Linux file system. */
    private static final long LINUX_LOW = 0x4772_8483_0fc6_3dafL;

    private static final long LINUX_HIGH = 0xe47d_47d8_693d_798eL;

    /** Beginning of the identifiers. They only have to be unique on one disk. */
    private static final long OWN = 0x4c41_4247_5255_4200L;

    /**
     * A partition.
     *
     * @param start its first byte, a multiple of 512
     * @param size in bytes, a multiple of 512
     */
    public record Partition(long start, long size) {}

    /**
     * A part of a disk that contains a table.
     *
     * @param at offset of its first byte
     * @param bytes its contents
     */
    public record Piece(long at, Bytes bytes) {
        /** A part of these bytes. */
        public Piece(long at, byte[] bytes) {
            this(at, Bytes.of("partition table", bytes));
        }
    }

    /**
     * The table with a name, in lower case.
     *
     * @param where the POM element that the name comes from, for the message
     */
    public static PartitionTable of(String where, String name) throws BadInput {
        return CHOICE.read(where, name);
    }

    @Override
    public String toString() {
        return Choice.word(this);
    }

    /**
     * The table of a disk.
     *
     * @param diskSize in bytes, a multiple of 512
     * @param partitions at most four, in order, between the margins
     */
    public List<Piece> pieces(long diskSize, List<Partition> partitions) {
        return switch (this) {
            case NONE -> List.of();
            case MBR -> List.of(new Piece(0, mbr(LINUX, partitions)));
            case GPT -> gpt(diskSize, partitions);
        };
    }

    private static byte[] mbr(int type, List<Partition> partitions) {
        ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < partitions.size(); i++) {
            sector.position(MBR_ENTRIES + i * MBR_ENTRY);
            // the cylinder addresses are at their maximum, so the sector numbers are used
            sector.put((byte) 0).put((byte) 0xfe).put((byte) 0xff).put((byte) 0xff);
            sector.put((byte) type).put((byte) 0xfe).put((byte) 0xff).put((byte) 0xff);
            sector.putInt((int) (partitions.get(i).start() / SECTOR));
            sector.putInt((int) (partitions.get(i).size() / SECTOR));
        }
        return sector.putShort(SECTOR - 2, (short) 0xaa55).array();
    }

    private static List<Piece> gpt(long diskSize, List<Partition> partitions) {
        long last = diskSize / SECTOR - 1;
        ByteBuffer entries = ByteBuffer.allocate(GPT_ENTRIES * GPT_ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < partitions.size(); i++) {
            Partition partition = partitions.get(i);
            entries.position(i * GPT_ENTRY);
            entries.putLong(LINUX_LOW).putLong(LINUX_HIGH).putLong(OWN).putLong(i + 1L);
            entries.putLong(partition.start() / SECTOR);
            entries.putLong((partition.start() + partition.size()) / SECTOR - 1);
        }
        byte[] protective = mbr(PROTECTIVE, List.of(new Partition(SECTOR, last * SECTOR)));
        long copy = last - GPT_TABLE_SECTORS;
        return List.of(
                new Piece(0, protective),
                new Piece(SECTOR, gptHeader(1, last, 2, last, entries.array())),
                new Piece(2L * SECTOR, entries.array()),
                new Piece(copy * SECTOR, entries.array()),
                new Piece(last * SECTOR, gptHeader(last, 1, copy, last, entries.array())));
    }

    private static byte[] gptHeader(long own, long other, long table, long last, byte[] entries) {
        ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sector.put("EFI PART".getBytes(StandardCharsets.US_ASCII));
        sector.putInt(0x10000).putInt(GPT_HEADER).putInt(0).putInt(0);
        sector.putLong(own).putLong(other);
        sector.putLong(GPT_FIRST_USABLE).putLong(last - GPT_TABLE_SECTORS - 1);
        sector.putLong(OWN).putLong(0);
        sector.putLong(table).putInt(GPT_ENTRIES).putInt(GPT_ENTRY).putInt(crc(entries, entries.length));
        return sector.putInt(16, crc(sector.array(), GPT_HEADER)).array();
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
