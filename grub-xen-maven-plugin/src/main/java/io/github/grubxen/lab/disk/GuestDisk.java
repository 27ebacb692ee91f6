// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.disk;

import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A disk of a guest. */
public sealed interface GuestDisk {

    /**
     * A given disk image. Data that the guest writes to it is discarded.
     *
     * @param image the file, raw
     */
    record Given(Path image) implements GuestDisk {}

    /**
     * A disk that the lab makes.
     *
     * @param fileSystem the file system of all its partitions
     * @param table its partition table
     * @param separateBoot whether /boot is a separate file system, on the first partition
     * @param files texts by their paths without a leading slash
     * @param kernel the file boot/vmlinuz
     * @param initrd the file boot/initrd.img
     */
    record Made(
            FileSystem fileSystem,
            PartitionTable table,
            boolean separateBoot,
            Map<String, Bytes> files,
            Optional<GuestKernel> kernel,
            GuestInitrd initrd)
            implements GuestDisk {

        /** Sorts the files. */
        public Made {
            files = Collections.unmodifiableMap(new TreeMap<>(files));
        }

        /** A disk that has the lab's initial RAM disk beside its kernel, if it has a kernel. */
        public Made(
                FileSystem fileSystem,
                PartitionTable table,
                boolean separateBoot,
                Map<String, Bytes> files,
                Optional<GuestKernel> kernel) {
            this(
                    fileSystem,
                    table,
                    separateBoot,
                    files,
                    kernel,
                    kernel.isPresent() ? GuestInitrd.LAB : GuestInitrd.NONE);
        }

        /** A disk with one file system and no partition table. */
        public static Made plain(FileSystem fileSystem, Map<String, Bytes> files, Optional<GuestKernel> kernel) {
            return new Made(fileSystem, PartitionTable.NONE, false, files, kernel);
        }
    }

    /** A text as the content of a file. */
    static Bytes text(String name, String text) {
        return Bytes.of(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
