// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.PartitionTable;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiskBuilderTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            value = FileSystem.class,
            names = {"EXT2", "EXT4"})
    void putsFilesIntoAFileSystemWithoutATable(FileSystem fileSystem) throws IOException {
        Path disk = build(new GuestDisk.Made(
                fileSystem, PartitionTable.NONE, false, GuestMenu.plain().files(), Optional.empty()));
        assertThat(cat(disk, 0, "boot/grub/grub.cfg")).contains("LAB-MENU");
        Tools.run(directory, "e2fsck", "-f", "-n", disk.toString());
    }

    @Test
    void putsBootOnAPartitionOfItsOwn() throws IOException {
        Path disk = build(new GuestDisk.Made(
                FileSystem.EXT4,
                PartitionTable.GPT,
                true,
                Map.of("boot/grub/grub.cfg", GuestDisk.text("a", "boot"), "etc/fstab", GuestDisk.text("b", "root")),
                Optional.empty()));
        long second = PartitionTable.MARGIN + (Files.size(disk) - 2 * PartitionTable.MARGIN) / 2;
        assertThat(cat(disk, PartitionTable.MARGIN, "grub/grub.cfg")).isEqualTo("boot");
        assertThat(cat(disk, second, "etc/fstab")).isEqualTo("root");
    }

    @Test
    void refusesAFileOutsideOfTheDisk() {
        Tools.require("mke2fs", "debugfs");
        assertThatThrownBy(() -> build(GuestDisk.Made.plain(
                        FileSystem.EXT2, Map.of("boot/../../x", GuestDisk.text("a", "b")), Optional.empty())))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("'boot/../../x' is not the path of a file");
        assertThat(directory.resolve("x")).doesNotExist();
    }

    @Test
    void makesXfsInADirectoryWithABlankInItsName() throws IOException {
        Tools.require("mkfs.xfs");
        directory = Files.createDirectories(directory.resolve("my own, builds"));
        Path disk = build(GuestDisk.Made.plain(FileSystem.XFS, GuestMenu.plain().files(), Optional.empty()));
        try (InputStream in = Files.newInputStream(disk)) {
            assertThat(in.readNBytes(4)).asString(StandardCharsets.US_ASCII).isEqualTo("XFSB");
        }
    }

    @Test
    void refusesANameThatTheProgramForXfsWouldReadAsTwo() throws IOException {
        Tools.require("mkfs.xfs");
        assertThatThrownBy(() -> build(GuestDisk.Made.plain(
                        FileSystem.XFS, Map.of("a b", GuestDisk.text("a", "b")), Optional.empty())))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("'a b' contains a blank");
    }

    @Test
    void saysWhatToInstallWhereAProgramIsMissing() {
        assertThatThrownBy(() -> builder(List.of())
                        .write(
                                GuestDisk.Made.plain(FileSystem.XFS, Map.of(), Optional.empty()),
                                directory.resolve("disk.img")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("mkfs.xfs: not on the PATH. Install xfsprogs");
    }

    @Test
    void leavesNothingBehindButTheDisk() throws IOException {
        Path disk =
                build(GuestDisk.Made.plain(FileSystem.EXT2, GuestMenu.plain().files(), Optional.empty()));
        assertThat(directory).isDirectoryContaining(disk::equals);
        assertThat(directory.toFile().list()).hasSize(1);
    }

    private Path build(GuestDisk.Made made) throws IOException {
        Tools.require("mke2fs", "debugfs");
        Path disk = directory.resolve("disk.img");
        builder(List.of(Path.of("/usr/sbin"), Path.of("/sbin"))).write(made, disk);
        return disk;
    }

    private DiskBuilder builder(List<Path> searchPath) throws IOException {
        AptRepository apt = new AptRepository(directory, Optional.empty(), true);
        HostPrograms programs = new HostPrograms(directory, apt, searchPath);
        return new DiskBuilder(new Stock(directory), programs, directory, new SilentLog());
    }

    private String cat(Path disk, long offset, String path) throws IOException {
        return Tools.run(directory, "debugfs", "-R", "cat " + path, disk + "?offset=" + offset);
    }
}
