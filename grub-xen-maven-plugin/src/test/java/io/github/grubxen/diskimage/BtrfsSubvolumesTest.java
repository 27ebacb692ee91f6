// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.diskimage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.config.Template;
import io.github.grubxen.dryrun.DryRun;
import io.github.grubxen.dryrun.FilePath;
import io.github.grubxen.dryrun.Modules;
import io.github.grubxen.dryrun.Result;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.Subvolumes;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.ByteMutations;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default subvolume of disks that mkfs.btrfs made. */
class BtrfsSubvolumesTest {
    private static final String SNAPSHOT = "/@/.snapshots/1/snapshot";
    private static final String CONFIG = "boot/grub2/grub.cfg";
    private static final int MUTATIONS = 3_000;

    @TempDir
    static Path directory;

    private static Path suse = Path.of("");

    @BeforeAll
    static void make() throws IOException {
        Bytes config = GuestDisk.text("grub.cfg", "set btrfs_relative_path=y\nlinux /boot/vmlinuz\nboot\n");
        Map<String, Bytes> files = Map.of(CONFIG, config, "boot/vmlinuz", Bytes.of("vmlinuz", new byte[] {1}));
        GuestDisk disk =
                Subvolumes.snapshots("suse", files, Map.of(CONFIG, Bytes.of("grub.cfg", new byte[0])), directory);
        suse = ((GuestDisk.Given) disk).image();
    }

    @Test
    void isASnapshotAsSnapperMakesThem() throws IOException {
        Tools.require("grub-fstest");
        try (DiskImage disk = DiskImage.open(Map.of("xen/xvda", suse))) {
            assertThat(disk.defaultSubvolume("xen/xvda")).contains(SNAPSHOT);
            assertThat(disk.entry("xen/xvda", SNAPSHOT + "/" + CONFIG)).isPresent();
        }
    }

    @Test
    void isFoundOnAPartition() throws IOException {
        Tools.require("grub-fstest", "sfdisk");
        Tools.run(
                directory,
                "sh",
                "-c",
                "truncate -s 160M parted && echo '2048,,L' | sfdisk -q parted && dd if='" + suse
                        + "' of=parted bs=1M seek=1 conv=notrunc status=none");
        try (DiskImage disk = DiskImage.open(Map.of("xen/xvda", directory.resolve("parted")))) {
            assertThat(disk.defaultSubvolume("xen/xvda,msdos1")).contains(SNAPSHOT);
            assertThat(disk.defaultSubvolume("xen/xvda")).isEmpty();
        }
    }

    @Test
    void isTheTopOnADiskWithoutAChoice() throws IOException {
        Tools.require("grub-fstest", "mkfs.btrfs", "mke2fs");
        Tools.run(
                directory,
                "sh",
                "-c",
                "truncate -s 112M plain other && mkfs.btrfs -q plain && mke2fs -q -t ext4 other");
        try (DiskImage disk = DiskImage.open(
                Map.of("xen/xvda", directory.resolve("plain"), "xen/xvdb", directory.resolve("other")))) {
            assertThat(disk.defaultSubvolume("xen/xvda")).isEmpty();
            assertThat(disk.defaultSubvolume("xen/xvdb")).isEmpty();
        }
        assertThat(BtrfsSubvolumes.defaultPath(device(directory.resolve("plain"), new Random(0), 0)))
                .contains("");
    }

    @Test
    void isWherePathsOfAGrubWithThePatchStart() throws IOException {
        Tools.require("grub-fstest");
        try (DiskImage disk = DiskImage.open(Map.of("xen/xvda", suse))) {
            Result patched = run(disk, true);
            assertThat(patched.started().orElseThrow().file())
                    .isEqualTo(new FilePath("xen/xvda", SNAPSHOT + "/boot/vmlinuz"));
            assertThat(run(disk, false).started()).isEmpty();
        }
    }

    /** The template looks there last, and only with the patch. */
    @Test
    void isWhereGuestConfigFindsAMenu() throws IOException {
        Tools.require("grub-fstest");
        Map<String, String> commands = Stream.of("regexp", "test", "probe", "configfile", "linux", "echo")
                .collect(Collectors.toMap(name -> name, name -> name));
        commands.put("[", "test");
        for (boolean relative : new boolean[] {true, false}) {
            Modules modules = new Modules(
                    Set.copyOf(commands.values()),
                    Set.of(),
                    commands,
                    relative ? Set.of("btrfs_relative_path") : Set.of());
            try (DiskImage disk = DiskImage.open(Map.of("xen/xvda", suse))) {
                Result result = new DryRun(Platform.I386_XEN_PVH, modules, disk)
                        .image(Optional.of(Template.GUEST_CONFIG.filled()), "(memdisk)/boot/grub");
                assertThat(result.started().map(started -> started.file().path()))
                        .as(result.toString())
                        .isEqualTo(relative ? Optional.of(SNAPSHOT + "/boot/vmlinuz") : Optional.empty());
            }
        }
    }

    private static Result run(DiskImage disk, boolean relative) throws IOException {
        Modules modules = new Modules(
                Set.of("linux"),
                Set.of(),
                Map.of("linux", "linux"),
                relative ? Set.of("btrfs_relative_path") : Set.of());
        return new DryRun(Platform.I386_XEN_PVH, modules, disk)
                .config(new FilePath("xen/xvda", SNAPSHOT + "/" + CONFIG));
    }

    /** Each is a path or nothing, within bounds; any other failure ends the test. */
    @Test
    void ofADamagedDiskIsAPathOrNothing() throws IOException {
        long seed = Long.getLong("grub-xen.seed", System.nanoTime());
        System.out.println(MUTATIONS + " damaged disks with btrfs, -Dgrub-xen.seed=" + seed);
        Random random = new Random(seed);
        Set<Optional<String>> seen = new HashSet<>();
        for (int i = 0; i < MUTATIONS; i++) {
            Optional<String> path = BtrfsSubvolumes.defaultPath(device(suse, random, 1 + random.nextInt(3)));
            path.ifPresent(text -> assertThat(text).matches("(?s)(/[^/\0]+)*"));
            seen.add(path);
        }
        assertThat(seen).contains(Optional.empty(), Optional.of(SNAPSHOT));
    }

    /** A disk with changes in some of the blocks that are read of it. */
    private static BtrfsSubvolumes.Device device(Path file, Random random, int changes) {
        Set<Integer> changed = new TreeSet<>();
        for (int i = 0; i < changes; i++) {
            changed.add(random.nextInt(8));
        }
        int[] reads = {0};
        return (at, size) -> {
            try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "r")) {
                byte[] block = new byte[size];
                disk.seek(Math.min(at, disk.length()));
                int read = Math.max(0, disk.read(block));
                if (changed.contains(reads[0]++)) {
                    ByteMutations.inPlace(block, random);
                }
                return Bytes.of("disk", Arrays.copyOf(block, read));
            }
        };
    }
}
