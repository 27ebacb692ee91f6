// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.BadInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** File systems that a guest's disk can have; those beyond ext need their own programs on this machine. */
public enum FileSystem {
    /** Linux's second extended file system. */
    EXT2(0),
    /** Its successor with extents, checksums and a journal. */
    EXT4(0),
    /** btrfs, by mkfs.btrfs (btrfs-progs). */
    BTRFS(128),
    /** XFS, by mkfs.xfs (xfsprogs). */
    XFS(320);

    private final int leastMebibytes;

    FileSystem(int leastMebibytes) {
        this.leastMebibytes = leastMebibytes;
    }

    /** Size that its program insists on, in MiB. */
    int leastMebibytes() {
        return leastMebibytes;
    }

    /**
     * The file system of that name, in lower case.
     *
     * @param where the POM element that the name comes from, for the message
     */
    public static FileSystem of(String where, String name) throws BadInput {
        for (FileSystem fileSystem : values()) {
            if (fileSystem.toString().equals(name)) {
                return fileSystem;
            }
        }
        throw new BadInput(
                where,
                "'" + name + "' is no file system that the lab makes",
                "Use one of "
                        + Arrays.stream(values()).map(FileSystem::toString).collect(Collectors.joining(", "))
                        + ", or give a disk image of your own.");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
