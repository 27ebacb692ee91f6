// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.diskimage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A qcow2 file of a few hundred kilobytes whose tables name one block of data again and again. */
class AmplifiedDiskTest {
    private static final int CLUSTER = 1 << 16;
    private static final int ENTRIES = CLUSTER / 8;

    /** Number of tables; each stands for 512 MiB. */
    private static final int TABLES = 8;

    @TempDir
    Path directory;

    /** Opens a disk, and prints what is said. */
    public static void main(String[] arguments) throws IOException {
        try (DiskImage disk = DiskImage.open(Map.of("xen/xvda", Path.of(arguments[0])))) {
            System.out.println("opened " + disk.devices());
        } catch (BadInput e) {
            System.out.println("refused " + e.getMessage());
        }
    }

    @Test
    void isRefusedBeforeItFillsTheDisk() throws IOException {
        Tools.require("qemu-img", "grub-fstest");
        Path disk = Files.write(directory.resolve("small.qcow2"), disk());
        Path tmp = directory.resolve("tmp");
        assertThat(OtherJava.withSmallDisk(tmp, "64m")
                        .run(List.of("-Djava.io.tmpdir=" + tmp), getClass(), disk.toString()))
                .startsWith("refused " + disk + ": has 4")
                .contains(" MiB of data, but " + tmp + ", to which it is copied, has room for 6")
                .contains("Name a directory on another disk in java.io.tmpdir.");
    }

    /** Source: QEMU, docs/interop/qcow2.rst. */
    private static byte[] disk() {
        ByteBuffer disk = ByteBuffer.allocate(5 * CLUSTER);
        disk.put("QFI\u00fb".getBytes(StandardCharsets.ISO_8859_1)).putInt(3);
        disk.putInt(20, 16).putLong(24, (long) TABLES * ENTRIES * CLUSTER);
        disk.putInt(36, TABLES).putLong(40, CLUSTER); // the table of tables
        disk.putLong(48, 3L * CLUSTER).putInt(56, 1).putInt(96, 4).putInt(100, 104);
        for (int i = 0; i < TABLES; i++) {
            disk.putLong(CLUSTER + 8 * i, 1L << 63 | 2 * CLUSTER);
        }
        for (int i = 0; i < ENTRIES; i++) {
            disk.putLong(2 * CLUSTER + 8 * i, 1L << 63 | 4 * CLUSTER);
        }
        byte[] data = new byte[CLUSTER];
        new Random(1).nextBytes(data);
        return disk.position(4 * CLUSTER).put(data).array();
    }
}
