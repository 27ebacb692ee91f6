// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.disk;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;
import java.util.List;
import java.util.Optional;

/** File systems of a guest's disk. All except ext2 and ext4 need their own programs on this machine. */
public enum FileSystem {
    /** Linux's second extended file system. */
    EXT2(0),
    /** The fourth extended file system, with extents, checksums and a journal. */
    EXT4(0),
    /** btrfs, by mkfs.btrfs (btrfs-progs). */
    BTRFS(128),
    /** XFS, by mkfs.xfs (xfsprogs). */
    XFS(320);

    private static final Choice<FileSystem> CHOICE = new Choice<>(
            "file system that the lab makes",
            List.of(values()),
            Choice::word,
            Optional.of("give a disk image of your own"));

    private final int leastMebibytes;

    FileSystem(int leastMebibytes) {
        this.leastMebibytes = leastMebibytes;
    }

    /** Smallest size that the file system's own program accepts, in MiB. */
    public int leastMebibytes() {
        return leastMebibytes;
    }

    /**
     * The file system with a name, in lower case.
     *
     * @param where the POM element that the name comes from, for the message
     */
    public static FileSystem of(String where, String name) throws BadInput {
        return CHOICE.read(where, name);
    }

    @Override
    public String toString() {
        return Choice.word(this);
    }
}
