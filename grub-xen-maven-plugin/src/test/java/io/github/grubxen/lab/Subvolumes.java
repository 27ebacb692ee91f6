// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.machine.LabPackages;
import io.github.grubxen.lab.machine.PreparedDirectory;
import io.github.grubxen.lab.machine.Sysroot;
import io.github.grubxen.source.AptPackage;
import io.github.grubxen.source.AptRepository;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * btrfs with a subvolume, as a distribution's installer makes it. That needs a mkfs.btrfs of 6.12 or later, as other programs make
 * one only in a mounted file system: Debian 13 has it.
 */
public final class Subvolumes {
    private static final LabPackages PROGRAMS =
            new LabPackages(List.of("btrfs-progs"), Pattern.compile("lib.*|zlib1g"), List.of());

    private static final int MEBIBYTES = 128;

    private Subvolumes() {}

    /** A disk with one subvolume and these files in it. */
    static GuestDisk of(String subvolume, Map<String, Bytes> files, Path directory) throws IOException {
        Path tree = Files.createDirectories(directory.resolve(subvolume + " tree"));
        write(files, tree.resolve(subvolume));
        return disk(subvolume, tree, List.of(subvolume), directory);
    }

    /** A disk as openSUSE and snapper make it: the files are in a snapshot, which is the default subvolume. A newer one has others. */
    public static GuestDisk snapshots(String name, Map<String, Bytes> files, Map<String, Bytes> newer, Path directory)
            throws IOException {
        Path tree = Files.createDirectories(directory.resolve(name + " tree"));
        write(files, tree.resolve("@/.snapshots/1/snapshot"));
        write(newer, tree.resolve("@/.snapshots/2/snapshot"));
        return disk(
                name, tree, List.of("@", "default:@/.snapshots/1/snapshot", "ro:@/.snapshots/2/snapshot"), directory);
    }

    private static void write(Map<String, Bytes> files, Path directory) throws IOException {
        for (Map.Entry<String, Bytes> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(".").normalize());
            Files.write(path, file.getValue().toArray());
        }
    }

    private static GuestDisk disk(String name, Path tree, List<String> subvolumes, Path directory) throws IOException {
        Path disk = directory.resolve(name + ".btrfs");
        try (RandomAccessFile empty = new RandomAccessFile(disk.toFile(), "rw")) {
            empty.setLength((long) MEBIBYTES << 20);
        }
        List<String> command = new ArrayList<>(programs().command("usr/sbin/mkfs.btrfs"));
        command.addAll(List.of("-q", "--rootdir", tree.toString()));
        subvolumes.forEach(subvolume -> command.addAll(List.of("--subvol", subvolume)));
        command.add(disk.toString());
        ExternalProgram.run(command, Map.of(), directory, Duration.ofMinutes(1))
                .outputOrThrow("making subvolumes of btrfs", "See above.");
        return new GuestDisk.Given(disk);
    }

    private static Sysroot programs() throws IOException {
        AptRepository apt = new AptRepository(LabCases.CACHE, Optional.of("trixie"), false);
        List<AptPackage> packages = PROGRAMS.resolve(apt, LabCases.LOG);
        return new Sysroot(PreparedDirectory.of(
                LabCases.CACHE,
                "btrfs",
                packages,
                "",
                LabCases.LOG,
                fresh -> Sysroot.unpack(
                        apt.download(packages, LabCases.LOG), fresh, path -> !path.startsWith("usr/share/doc/"))));
    }
}
