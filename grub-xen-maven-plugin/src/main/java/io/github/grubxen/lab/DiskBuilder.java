// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestInitrd;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.disk.PartitionTable;
import io.github.grubxen.lab.disk.SparseCopy;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.Stock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Makes disks for guests as an ordinary user. Programs make the file systems, this package makes the partition tables.
 */
final class DiskBuilder {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
    private static final long MEBIBYTE = 1 << 20;

    /**
     * Size of a file system's own data, in MiB: without large files; and with a kernel, in addition to a tenth of the contents.
     */
    private static final long SMALL = 3;

    private static final long LARGE = 8;

    private static final String BOOT = "boot/";
    private static final Pattern BLANK = Pattern.compile("\\s");

    private static final String KERNEL = BOOT + "vmlinuz";
    private static final String INITRD = BOOT + "initrd.img";

    private final Stock stock;
    private final HostPrograms programs;
    private final Path work;
    private final BuildLog log;

    DiskBuilder(Stock stock, HostPrograms programs, Path work, BuildLog log) {
        this.stock = stock;
        this.programs = programs;
        this.work = work;
        this.log = log;
    }

    /** Size of a disk in bytes, rounded up to MiB. */
    long size(GuestDisk.Made disk) throws IOException {
        return diskSize(disk, partitions(disk, parts(disk)));
    }

    /** Writes a disk into a file. */
    void write(GuestDisk.Made disk, Path image) throws IOException {
        List<Map<String, Bytes>> parts = parts(disk);
        List<PartitionTable.Partition> partitions = partitions(disk, parts);
        long diskSize = diskSize(disk, partitions);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(diskSize);
            for (PartitionTable.Piece piece : disk.table().pieces(diskSize, partitions)) {
                file.seek(piece.at());
                file.write(piece.bytes().toArray());
            }
            for (int i = 0; i < parts.size(); i++) {
                Path partition = work.resolve("partition.img");
                try {
                    make(disk.fileSystem(), parts.get(i), partitions.get(i).size(), partition);
                    try (FileChannel in = FileChannel.open(partition, StandardOpenOption.READ)) {
                        SparseCopy.copy(in, file.getChannel(), partitions.get(i).start());
                    }
                } finally {
                    Files.deleteIfExists(partition);
                }
            }
        }
    }

    private List<Map<String, Bytes>> parts(GuestDisk.Made disk) throws IOException {
        Map<String, Bytes> files = new TreeMap<>(disk.files());
        if (disk.kernel().isPresent() && disk.kernel().get() != GuestKernel.OWN) {
            files.put(KERNEL, stock.kernel(disk.kernel().get()));
        }
        if (disk.initrd() == GuestInitrd.LAB) {
            files.put(INITRD, stock.guestInitrd());
        }
        return disk.separateBoot() ? split(files) : List.of(files);
    }

    private static List<PartitionTable.Partition> partitions(GuestDisk.Made disk, List<Map<String, Bytes>> parts) {
        List<PartitionTable.Partition> partitions = new ArrayList<>();
        long at = disk.table() == PartitionTable.NONE ? 0 : PartitionTable.MARGIN;
        for (Map<String, Bytes> part : parts) {
            partitions.add(new PartitionTable.Partition(at, size(disk.fileSystem(), part)));
            at += size(disk.fileSystem(), part);
        }
        return partitions;
    }

    private static long diskSize(GuestDisk.Made disk, List<PartitionTable.Partition> partitions) {
        PartitionTable.Partition last = partitions.get(partitions.size() - 1);
        return last.start() + last.size() + (disk.table() == PartitionTable.NONE ? 0 : PartitionTable.MARGIN);
    }

    private void make(FileSystem fileSystem, Map<String, Bytes> files, long size, Path image) throws IOException {
        Path tree = Files.createDirectories(work.resolve("tree"));
        try {
            for (Map.Entry<String, Bytes> file : files.entrySet()) {
                Path path = tree.resolve(file.getKey()).normalize();
                if (!path.startsWith(tree) || path.equals(tree)) {
                    throw new BadInput(
                            "files of a guest's disk",
                            "'" + file.getKey() + "' is not the path of a file",
                            "Write it without '..'.");
                }
                Files.createDirectories(path.resolveSibling(".").normalize());
                Files.write(path, file.getValue().toArray());
            }
            try (RandomAccessFile empty = new RandomAccessFile(image.toFile(), "rw")) {
                empty.setLength(size);
            }
            List<String> command = new ArrayList<>();
            Map<String, String> environment = Map.of();
            switch (fileSystem) {
                case EXT2, EXT4 -> {
                    HostPrograms.Program mke2fs = programs.mke2fs(log);
                    command.addAll(mke2fs.command());
                    environment = mke2fs.environment();
                    command.addAll(List.of("-q", "-F", "-t", fileSystem.toString(), "-m", "0", "-d", tree.toString()));
                }
                case BTRFS -> command.addAll(own("mkfs.btrfs", "btrfs-progs", "-q", "--rootdir", tree.toString()));
                case XFS ->
                    command.addAll(own(
                            "mkfs.xfs", "xfsprogs", "-q", "-p", prototype(tree).toString()));
            }
            command.add(image.toString());
            ExternalProgram.run(command, environment, tree, TIME_LIMIT)
                    .outputOrThrow(
                            "making " + fileSystem + " for a guest's disk",
                            "Read its output. Another file system uses another program.");
        } finally {
            Directories.delete(tree);
        }
    }

    private List<String> own(String program, String debianPackage, String... arguments) throws BadInput {
        List<String> command = new ArrayList<>(programs.find(program)
                .orElseThrow(() -> new BadInput(
                        program, "not on the PATH", "Install " + debianPackage + ", or use ext4 for the guest's disk."))
                .command());
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * The description from which mkfs.xfs fills a file system (mkfs.xfs(8), option -p). It consists of words, so a path must
     * not contain blanks.
     */
    private Path prototype(Path tree) throws IOException {
        StringBuilder text = new StringBuilder("/dev/null\n0 0\nd--755 0 0\n");
        addToPrototype(tree, tree, text);
        return Files.writeString(work.resolve("prototype"), text.append("$\n"));
    }

    private static void addToPrototype(Path tree, Path directory, StringBuilder text) throws IOException {
        for (Path entry : Directories.list(directory)) {
            if (BLANK.matcher(String.valueOf(entry.getFileName())).find()) {
                throw new BadInput(
                        "files of a guest's disk",
                        "'" + tree.relativize(entry) + "' contains a blank, which mkfs.xfs reads as the end of a name",
                        "Use another name, or ext4 for the guest's disk.");
            }
            if (Files.isDirectory(entry)) {
                text.append(entry.getFileName()).append(" d--755 0 0\n");
                addToPrototype(tree, entry, text);
                text.append("$\n");
            } else {
                text.append(entry.getFileName())
                        .append(" ---644 0 0 ")
                        .append(tree.relativize(entry)) // the program runs in this directory
                        .append('\n');
            }
        }
    }

    private static List<Map<String, Bytes>> split(Map<String, Bytes> files) {
        Map<String, Bytes> boot = new TreeMap<>();
        Map<String, Bytes> root = new TreeMap<>();
        files.forEach((path, content) -> {
            if (path.startsWith(BOOT)) {
                boot.put(path.substring(BOOT.length()), content);
            } else {
                root.put(path, content);
            }
        });
        return List.of(boot, root);
    }

    private static long size(FileSystem fileSystem, Map<String, Bytes> files) {
        long content = files.values().stream().mapToLong(Bytes::length).sum();
        long needed = content < MEBIBYTE ? SMALL : (content + content / 10) / MEBIBYTE + LARGE;
        return Math.max(needed, fileSystem.leastMebibytes()) * MEBIBYTE;
    }
}
