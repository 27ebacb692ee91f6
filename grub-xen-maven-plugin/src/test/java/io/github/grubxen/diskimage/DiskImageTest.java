// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.diskimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.dryrun.Disks;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks as other programs make them. */
class DiskImageTest {
    private static final String XVDA = "xen/xvda";
    private static final long LIMIT = 1 << 20;
    private static final String UUID = "0f0f1111-2222-3333-4444-555566667777";

    @TempDir
    Path directory;

    @BeforeEach
    void requirePrograms() {
        Tools.require("grub-fstest", "mke2fs");
    }

    @Test
    void readsAFileSystemOnAWholeDisk() throws IOException {
        try (DiskImage disk = open(fileSystem())) {
            assertThat(disk.devices()).containsExactly(XVDA);
            assertThat(disk.fact(XVDA, Disks.Fact.UUID)).contains(UUID);
            assertThat(disk.fact(XVDA, Disks.Fact.LABEL)).contains("the root - a");
            assertThat(disk.fact(XVDA, Disks.Fact.FILE_SYSTEM)).contains("ext2");
            assertThat(disk.names(XVDA, "/boot/grub")).containsExactlyInAnyOrder("grub.cfg", "a b");
            assertThat(disk.entry(XVDA, "/boot/grub/grub.cfg")).contains(new Disks.Entry(false, 6));
            assertThat(disk.entry(XVDA, "/boot//grub/")).contains(new Disks.Entry(true, 0));
            assertThat(disk.entry(XVDA, "/boot/missing/grub.cfg")).isEmpty();
            assertThat(disk.read(XVDA, "/boot/grub/a b", LIMIT)).contains(bytes("blank\n"));
            assertThat(disk.read(XVDA, "/link", LIMIT)).contains(bytes("hello\n"));
            assertThat(disk.read(XVDA, "/boot", LIMIT)).isEmpty();
        }
    }

    @Test
    void readsPartitions() throws IOException {
        Tools.require("sfdisk");
        Path disk = directory.resolve("partitioned.img");
        byte[] system = Files.readAllBytes(fileSystem());
        byte[] whole = new byte[system.length + (1 << 20)];
        System.arraycopy(system, 0, whole, 1 << 20, system.length);
        Files.write(disk, whole);
        Path table = Files.writeString(directory.resolve("table"), "label: dos\n2048,,L\n");
        Tools.run(directory, "sh", "-c", "sfdisk -q " + disk + " < " + table);
        try (DiskImage opened = open(disk)) {
            assertThat(opened.devices()).containsExactlyInAnyOrder(XVDA, "xen/xvda,msdos1");
            assertThat(opened.read("xen/xvda,msdos1", "/boot/grub/grub.cfg", LIMIT))
                    .contains(bytes("hello\n"));
            assertThat(opened.fact("xen/xvda,msdos1", Disks.Fact.UUID)).contains(UUID);
        }
    }

    @Test
    void convertsQcow2() throws IOException {
        Tools.require("qemu-img");
        Path disk = directory.resolve("disk.qcow2");
        Tools.run(
                directory,
                "qemu-img",
                "convert",
                "-f",
                "raw",
                "-O",
                "qcow2",
                fileSystem().toString(),
                disk.toString());
        try (DiskImage opened = open(disk)) {
            assertThat(opened.read(XVDA, "/boot/grub/grub.cfg", LIMIT)).contains(bytes("hello\n"));
        }
    }

    @Test
    void readsSeveralDisksAndNothingOfThisMachine() throws IOException {
        Map<String, Path> disks = new LinkedHashMap<>();
        disks.put(XVDA, Files.write(directory.resolve("empty.img"), new byte[1 << 20]));
        disks.put("xen/xvdb", fileSystem());
        try (DiskImage opened = DiskImage.open(disks)) {
            assertThat(opened.devices()).containsExactly(XVDA, "xen/xvdb");
            assertThat(opened.read("xen/xvdb", "/boot/grub/grub.cfg", LIMIT)).isPresent();
            assertThat(opened.names(XVDA, "/")).isEmpty();
            assertThat(opened.entry("host", "/etc/passwd")).isEmpty();
            assertThat(opened.read("host", "/etc/passwd", LIMIT)).isEmpty();
            assertThat(opened.fact("host", Disks.Fact.FILE_SYSTEM)).isEmpty();
        }
    }

    @Test
    void refusesAFileThatIsLargerThanItsLimit() throws IOException {
        try (DiskImage disk = open(fileSystem())) {
            assertThatThrownBy(() -> disk.read(XVDA, "/boot/grub/grub.cfg", 5))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("(xen/xvda)/boot/grub/grub.cfg: larger than 5 bytes");
        }
    }

    @Test
    void refusesAQcow2FileThatRefersToAnotherFile() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(1 << 16);
        header.putInt(0x514649fb).putInt(3).putLong(512);
        Path backed = Files.write(directory.resolve("backed.qcow2"), header.array());
        assertThatThrownBy(() -> open(backed)).hasMessageContaining("refers to another file");
        header.putLong(8, 0).put(79, (byte) 4);
        Path external = Files.write(directory.resolve("external.qcow2"), header.array());
        assertThatThrownBy(() -> open(external)).hasMessageContaining("refers to another file");
        assertThatThrownBy(() -> open(directory.resolve("missing"))).hasMessageContaining("no such file");
    }

    @Test
    void aDamagedDiskAndAMissingProgramHaveDifferentRemedies() {
        BadInput endless = new BadInput("grub-fstest", "did not end within 300 s", "Wait.");
        assertThat(DiskImage.explained(endless))
                .hasMessage(
                        "grub-fstest: did not end within 300 s. Check the file systems of the disk, such as with fsck.");
        assertThatThrownBy(() -> {
                    try {
                        ExternalProgram.run(List.of("no-such-program"), Map.of(), directory, Duration.ofSeconds(9));
                    } catch (BadInput e) {
                        throw DiskImage.explained(e);
                    }
                })
                .hasMessageContaining("install Debian's package grub-common");
    }

    private static DiskImage open(Path disk) throws IOException {
        return DiskImage.open(Map.of(XVDA, disk));
    }

    private Path fileSystem() throws IOException {
        Path root = directory.resolve("root");
        Files.createDirectories(root.resolve("boot/grub"));
        Files.writeString(root.resolve("boot/grub/grub.cfg"), "hello\n");
        Files.writeString(root.resolve("boot/grub/a b"), "blank\n");
        Path link = root.resolve("link");
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, Path.of("boot/grub/grub.cfg"));
        }
        Path disk = directory.resolve("disk.img");
        Files.deleteIfExists(disk);
        Tools.run(
                directory,
                "mke2fs",
                "-q",
                "-t",
                "ext4",
                "-U",
                UUID,
                "-L",
                "the root - a",
                "-d",
                root.toString(),
                disk.toString(),
                "8M");
        return disk;
    }

    private static Bytes bytes(String text) {
        return Bytes.of("", text.getBytes(StandardCharsets.US_ASCII));
    }
}
