// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.diskimage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.dryrun.Disks;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.ByteMutations;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks with random changes of their partition tables and file systems: they are read or refused. {@code
 * -Dgrub-xen.disks=10000} tries so many of each kind, {@code -Dgrub-xen.seed} chooses others. Without it, each run tries the same
 * disks: a fault of grub-fstest must not fail a build at random.
 */
class MutatedDisksTest {
    private static final int DISKS = Integer.getInteger("grub-xen.disks", 10);
    private static final String XVDA = "xen/xvda";
    private static final String FILE = "/boot/grub/grub.cfg";
    private static final int LIMIT = 1 << 20;
    private static final int BLOCK = 512;
    private static final int MOST_CHANGES = 4;
    private static final int PARTITION = 1 << 20;

    @TempDir
    Path directory;

    @BeforeEach
    void requirePrograms() {
        Tools.require("grub-fstest", "mke2fs", "mkfs.xfs", "mkfs.btrfs", "sfdisk", "qemu-img");
    }

    @Test
    void areReadOrRefused() throws IOException {
        long seed = Long.getLong("grub-xen.seed", 1);
        for (Map.Entry<String, Path> disk : disks().entrySet()) {
            Path file = disk.getValue();
            assertThat(read(file)).as(disk.getKey()).isEqualTo(1);
            List<Long> blocks = blocks(file);
            int files = 0;
            long start = System.nanoTime();
            for (int i = 0; i < DISKS; i++) {
                String as = disk.getKey() + ", -Dgrub-xen.seed=" + (seed + i) + " -Dgrub-xen.disks=1";
                try {
                    files += changedAndRead(file, blocks, new Random(seed + i));
                } catch (RuntimeException | IOException | AssertionError e) {
                    throw new AssertionError(as, e);
                }
            }
            System.out.printf(
                    "%s: %d disks in %.1f s, the file found in %d, -Dgrub-xen.seed=%d%n",
                    disk.getKey(), DISKS, (System.nanoTime() - start) / 1e9, files, seed);
        }
    }

    /** Changes a disk, reads it, and undoes the changes. */
    private static int changedAndRead(Path disk, List<Long> blocks, Random random) throws IOException {
        Map<Long, byte[]> before = new LinkedHashMap<>();
        try (FileChannel channel = FileChannel.open(disk, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int n = 1 + random.nextInt(MOST_CHANGES); n > 0; n--) {
                long at =
                        blocks.get(random.nextInt(random.nextBoolean() ? Math.min(16, blocks.size()) : blocks.size()));
                byte[] block = new byte[BLOCK];
                channel.read(ByteBuffer.wrap(block), at);
                before.putIfAbsent(at, block.clone());
                ByteMutations.inPlace(block, random);
                channel.write(ByteBuffer.wrap(block), at);
            }
            return read(disk);
        } finally {
            try (FileChannel channel = FileChannel.open(disk, StandardOpenOption.WRITE)) {
                for (Map.Entry<Long, byte[]> block : before.entrySet()) {
                    channel.write(ByteBuffer.wrap(block.getValue()), block.getKey());
                }
            }
        }
    }

    /** Number of devices on which the file was found. */
    private static int read(Path file) throws IOException {
        int files = 0;
        try (DiskImage disk = DiskImage.open(Map.of(XVDA, file))) {
            for (String device : disk.devices()) {
                try {
                    disk.fact(device, Disks.Fact.UUID)
                            .ifPresent(uuid -> assertThat(uuid).doesNotContain("\n"));
                    disk.names(device, "/").forEach(name -> assertThat(name).doesNotContain("/"));
                    if (disk.entry(device, FILE).isPresent()
                            && disk.read(device, FILE, LIMIT).isPresent()) {
                        files++;
                    }
                } catch (BadInput refused) {
                    assertThat(refused).hasMessageContaining(device);
                }
            }
        } catch (BadInput refused) {
            assertThat(refused).hasMessageContaining(file.toString());
        }
        return files;
    }

    /** Offsets of the blocks that are not zero. */
    private static List<Long> blocks(Path disk) throws IOException {
        List<Long> blocks = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(disk)) {
            ByteBuffer zeros = ByteBuffer.allocate(BLOCK);
            ByteBuffer part = ByteBuffer.allocate(1 << 20);
            for (long at = 0; channel.read(part.clear(), at) > 0; at += part.capacity()) {
                part.flip();
                for (int i = 0; i + BLOCK <= part.limit(); i += BLOCK) {
                    if (part.slice(i, BLOCK).mismatch(zeros) >= 0) {
                        blocks.add(at + i);
                    }
                }
            }
        }
        return blocks;
    }

    private Map<String, Path> disks() throws IOException {
        Path root = directory.resolve("root");
        Files.createDirectories(root.resolve("boot/grub"));
        Files.writeString(root.resolve("boot/grub/grub.cfg"), "set timeout=5\n".repeat(1000));
        Map<String, Path> disks = new LinkedHashMap<>();
        Path ext = make(disks, "ext4", "mke2fs -q -t ext4 -d root ext4 8M");
        Files.writeString(
                directory.resolve("prototype"),
                "/dev/null\n0 0\nd--755 0 0\nboot d--755 0 0\ngrub d--755 0 0\ngrub.cfg ---644 0 0 root/boot/grub/grub.cfg\n"
                        + "$\n$\n$\n");
        make(disks, "xfs", "truncate -s 300M xfs && mkfs.xfs -q -p prototype xfs");
        make(disks, "btrfs", "truncate -s 112M btrfs && mkfs.btrfs -q --rootdir root btrfs");
        partitioned(disks, "dos", ext, "label: dos\\n2048,,L\\n");
        partitioned(disks, "dos-extended", ext, "label: dos\\n2048,16384,L\\n20480,,E\\n22528,,L\\n");
        partitioned(disks, "gpt", ext, "label: gpt\\n2048,16384,L\\n");
        make(disks, "qcow2", "qemu-img convert -f raw -O qcow2 ext4 qcow2");
        return disks;
    }

    private void partitioned(Map<String, Path> disks, String name, Path system, String table) throws IOException {
        make(
                disks,
                name,
                "truncate -s 16M %1$s && printf '%2$s' | sfdisk -q %1$s && dd if=%3$s of=%1$s bs=%4$d seek=1 conv=notrunc"
                        .formatted(name, table, system.getFileName(), PARTITION));
    }

    private Path make(Map<String, Path> disks, String name, String script) throws IOException {
        Tools.run(directory, "bash", "-c", script + " 2>&1");
        disks.put(name, directory.resolve(name));
        return directory.resolve(name);
    }
}
