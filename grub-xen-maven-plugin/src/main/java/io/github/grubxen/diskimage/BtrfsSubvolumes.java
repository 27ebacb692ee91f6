// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.diskimage;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the default subvolume of a btrfs file system, which GRUB's own driver does not read. All numbers are little-endian. A
 * file system whose data is striped over several devices is not read. Not thread-safe.
 *
 * <p>Source: the on-disk format of btrfs, Linux, include/uapi/linux/btrfs_tree.h.
 */
final class BtrfsSubvolumes {
    /** The bytes of a device. */
    @FunctionalInterface
    interface Device {
        /**
         * Reads a part of the device; fewer bytes than asked for where it ends or cannot be read.
         *
         * @param at offset in bytes, a multiple of 512
         * @param size number of bytes, a multiple of 512
         */
        Bytes read(long at, int size) throws IOException;
    }

    private static final long SUPERBLOCK = 0x10000;
    private static final int SUPERBLOCK_BYTES = 4096;
    private static final String MAGIC = "_BHRfS_M";
    private static final int LEAST_NODE_BYTES = 4096;
    private static final int MOST_NODE_BYTES = 65536;

    /** Size of the table in the superblock with the first chunks, in bytes. */
    private static final int SYSTEM_CHUNKS_BYTES = 2048;

    private static final int HEADER_BYTES = 101;
    private static final int KEY_BYTES = 17;
    private static final int ITEM_BYTES = 25;
    private static final int POINTER_BYTES = 33;
    private static final int CHUNK_BYTES = 48;
    private static final int STRIPE_BYTES = 32;

    /** Bits of a chunk's type for RAID 0, 10, 5 and 6: its bytes do not lie one after the other on a device. */
    private static final long STRIPED = 1 << 3 | 1 << 6 | 1 << 7 | 1 << 8;

    private static final int INODE_REF = 12;
    private static final int DIR_ITEM = 84;
    private static final int ROOT_ITEM = 132;
    private static final int ROOT_BACKREF = 144;
    private static final int CHUNK_ITEM = 228;

    /** Offset in a ROOT_ITEM of the address of the tree's root. */
    private static final int TREE_ADDRESS = 176;

    /** The tree at the top of the file system, and the root directory of each subvolume. */
    private static final long TOP = 5;

    private static final long ROOT_DIRECTORY = 256;

    /** The most nodes that are read of a file system: a damaged one can have cycles. */
    private static final int MOST_NODES = 1000;

    /** The most items that are read of a tree. A chunk usually has 1 GiB, so a tree of chunks has far fewer. */
    private static final int MOST_ITEMS = 100_000;

    /** The most directories above a subvolume: a damaged file system can have cycles. */
    private static final int MOST_DIRECTORIES = 100;

    private record Key(long object, int type, long offset) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int objects = Long.compareUnsigned(object, other.object);
            int types = objects != 0 ? objects : Integer.compare(type, other.type);
            return types != 0 ? types : Long.compareUnsigned(offset, other.offset);
        }
    }

    private record Item(Key key, Bytes data) {}

    /** A part of the logical addresses and where it lies on the device, in bytes. */
    private record Chunk(long logical, long size, long physical) {}

    private final Device device;
    private final List<Chunk> chunks = new ArrayList<>();
    private final int nodeBytes;
    private final long deviceId;
    private int nodes;

    private BtrfsSubvolumes(Device device, Bytes superblock) throws IOException {
        this.device = device;
        nodeBytes = (int) superblock.u32(0x94);
        deviceId = superblock.u64(0xc9);
        if (nodeBytes < LEAST_NODE_BYTES || nodeBytes > MOST_NODE_BYTES || nodeBytes % LEAST_NODE_BYTES != 0) {
            throw damaged("nodes of " + nodeBytes + " bytes");
        }
        Bytes table = superblock.slice(0x32b, Math.min(superblock.u32(0xa0), SYSTEM_CHUNKS_BYTES));
        for (long at = 0; at < table.length(); ) {
            Key key = key(table, at);
            at += KEY_BYTES + addChunk(key, table.from(at + KEY_BYTES));
        }
        for (Item chunk : items(superblock.u64(0x58), new Key(ROOT_DIRECTORY, CHUNK_ITEM, 0), false)) {
            addChunk(chunk.key, chunk.data);
        }
    }

    /**
     * The path of the default subvolume from the top of the file system, such as {@code /@/.snapshots/1/snapshot}; an empty path
     * if that is the top. Empty if the device has no btrfs, or one that is damaged or cannot be read here.
     */
    static Optional<String> defaultPath(Device device) throws IOException {
        Bytes superblock = device.read(SUPERBLOCK, SUPERBLOCK_BYTES);
        if (!superblock.has(0x40, MAGIC)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new BtrfsSubvolumes(device, superblock).path(superblock.u64(0x50), superblock.u64(0x80)));
        } catch (BadInput e) {
            return Optional.empty(); // GRUB's driver reads what it can of it
        }
    }

    private String path(long rootTree, long rootDirectory) throws IOException {
        long subvolume = TOP;
        for (Item entry : items(rootTree, new Key(rootDirectory, DIR_ITEM, 0), true)) {
            if (name(entry.data, 27, 30).equals("default")) {
                subvolume = key(entry.data, 0).object;
            }
        }
        StringBuilder path = new StringBuilder();
        for (int depth = 0; subvolume != TOP; depth++) {
            Item parent = first(rootTree, new Key(subvolume, ROOT_BACKREF, 0));
            path.insert(0, "/" + name(parent.data, 16, 18));
            long directory = parent.data.u64(0);
            subvolume = parent.key.offset;
            long tree = directory == ROOT_DIRECTORY
                    ? 0
                    : first(rootTree, new Key(subvolume, ROOT_ITEM, 0)).data.u64(TREE_ADDRESS);
            for (; directory != ROOT_DIRECTORY; depth++) {
                Item above = first(tree, new Key(directory, INODE_REF, 0));
                path.insert(0, "/" + name(above.data, 8, 10));
                directory = above.key.offset;
                check(depth);
            }
            check(depth);
        }
        return path.toString();
    }

    private static void check(int depth) throws BadInput {
        if (depth > MOST_DIRECTORIES) {
            throw damaged("a subvolume in more than " + MOST_DIRECTORIES + " directories");
        }
    }

    /** A name with its length in bytes before it. */
    private static String name(Bytes data, int lengthAt, int at) throws BadInput {
        String name = data.slice(at, data.u16(lengthAt)).utf8();
        if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            throw damaged("a name that no directory can have");
        }
        return name;
    }

    private Item first(long tree, Key key) throws IOException {
        List<Item> items = items(tree, key, true);
        if (items.isEmpty()) {
            throw damaged("no item of type " + key.type);
        }
        return items.get(0);
    }

    /**
     * The items of a tree from a key on that have its type.
     *
     * @param sameObject whether they must also have its object
     */
    private List<Item> items(long root, Key from, boolean sameObject) throws IOException {
        List<Item> found = new ArrayList<>();
        Key to = new Key(sameObject ? from.object : -1, sameObject ? from.type : 255, -1);
        collect(root, from, to, MOST_NODE_BYTES, found);
        found.removeIf(item -> item.key.type != from.type);
        return found;
    }

    private void collect(long address, Key from, Key to, int below, List<Item> found) throws IOException {
        Bytes node = node(address);
        int level = node.u8(100);
        if (level >= below) {
            throw damaged("a node above itself");
        }
        long count = node.u32(96);
        for (long i = 0; i < count; i++) {
            long at = HEADER_BYTES + i * (level == 0 ? ITEM_BYTES : POINTER_BYTES);
            Key key = key(node, at);
            if (key.compareTo(to) > 0) {
                break;
            }
            if (level == 0) {
                if (key.compareTo(from) >= 0) {
                    long start = HEADER_BYTES + node.u32(at + KEY_BYTES);
                    if (found.size() >= MOST_ITEMS) {
                        throw damaged("more than " + MOST_ITEMS + " items");
                    }
                    found.add(new Item(key, node.slice(start, node.u32(at + KEY_BYTES + 4))));
                }
            } else if (i + 1 == count || key(node, at + POINTER_BYTES).compareTo(from) > 0) {
                collect(node.u64(at + KEY_BYTES), from, to, level, found);
            }
        }
    }

    private Bytes node(long address) throws IOException {
        if (++nodes > MOST_NODES) {
            throw damaged("more than " + MOST_NODES + " nodes on the way to a subvolume");
        }
        for (Chunk chunk : chunks) {
            long within = address - chunk.logical;
            long at = chunk.physical + within;
            if (within >= 0 && within <= chunk.size - nodeBytes && at >= 0) {
                Bytes node = device.read(at, nodeBytes);
                if (node.u64(48) != address) {
                    throw damaged("a node that is another one");
                }
                return node;
            }
        }
        throw damaged("a node that lies on no device");
    }

    /** Notes where a chunk lies, and gives the size of its item in bytes. */
    private long addChunk(Key key, Bytes item) throws BadInput {
        int stripes = item.u16(44);
        for (int i = 0; i < stripes && (item.u64(24) & STRIPED) == 0; i++) {
            long at = CHUNK_BYTES + (long) i * STRIPE_BYTES;
            if (item.u64(at) == deviceId) {
                chunks.add(new Chunk(key.offset, item.u64(0), item.u64(at + 8)));
                break;
            }
        }
        return CHUNK_BYTES + (long) stripes * STRIPE_BYTES;
    }

    /** A key. Numbers of objects and offsets, such as hashes and -1, can need all 64 bits. */
    private static Key key(Bytes data, long at) throws BadInput {
        return new Key(
                data.u32(at) | data.u32(at + 4) << 32, data.u8(at + 8), data.u32(at + 9) | data.u32(at + 13) << 32);
    }

    private static BadInput damaged(String problem) {
        return new BadInput("btrfs", problem, "Check the file system with btrfs check.");
    }
}
