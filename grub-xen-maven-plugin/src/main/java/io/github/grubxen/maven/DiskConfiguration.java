package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.FileSystem;
import io.github.grubxen.lab.GuestDisk;
import io.github.grubxen.lab.GuestKernel;
import io.github.grubxen.lab.GuestMenu;
import io.github.grubxen.lab.PartitionTable;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code <disk>}: a guest's disk, made by the lab or given as a file. */
public class DiskConfiguration {
    private static final long LIMIT = 1 << 26;

    /** A disk image of one's own, in place of all the rest; nothing is written to it. */
    private @Nullable File image;

    /** {@code ext2}, {@code ext4}, {@code btrfs} or {@code xfs}. */
    private String fileSystem = FileSystem.EXT4.toString();

    /** {@code none}, {@code mbr} or {@code gpt}. */
    private String partitions = PartitionTable.NONE.toString();

    /** Whether /boot is a file system of its own, on the first of two partitions. */
    private boolean separateBoot;

    /** Where the grub.cfg lies. */
    private String configPath = "/" + GuestMenu.USUAL_PATH;

    /** A grub.cfg of one's own; by default one that says that it was read, and starts the kernel. */
    private @Nullable File config;

    /**
     * What lies in /boot/vmlinuz, with /boot/initrd.img beside it: {@code distribution}, {@code cloud}, {@code gzip}, {@code elf}, or
     * {@code none}.
     */
    private String kernel = "none";

    /** Kernel command line in the lab's own grub.cfg. */
    private String arguments = "lab.case";

    /** Further files and folders. */
    private List<FileConfiguration> files = new ArrayList<>();

    GuestDisk disk() throws IOException {
        if (image != null) {
            return new GuestDisk.Given(image.toPath());
        }
        String where = "<boot>/<case>/<disk>/";
        PartitionTable table = PartitionTable.of(where + "<partitions>", partitions.strip());
        if (separateBoot && table == PartitionTable.NONE) {
            throw new BadInput(
                    where + "<separateBoot>", "a disk without partitions has one file system", "Set <partitions>.");
        }
        Map<String, Bytes> contents = new LinkedHashMap<>(lab().files());
        if (config != null) {
            contents.put(withoutSlash(configPath), Bytes.read(config.toPath(), LIMIT));
        }
        for (GrubTar.File file : FileConfiguration.read(where + "<files>/<file>", files)) {
            contents.put(withoutSlash(file.name()), file.content());
        }
        return new GuestDisk.Made(
                FileSystem.of(where + "<fileSystem>", fileSystem.strip()), table, separateBoot, contents, kernel());
    }

    /** The lab's own grub.cfg, unless the disk has another. */
    Optional<GuestMenu> menu() throws BadInput {
        return image == null && config == null ? Optional.of(lab()) : Optional.empty();
    }

    private GuestMenu lab() throws BadInput {
        return new GuestMenu(withoutSlash(configPath), separateBoot, kernel(), arguments);
    }

    private Optional<GuestKernel> kernel() throws BadInput {
        return kernel.strip().equals("none")
                ? Optional.empty()
                : Optional.of(GuestKernel.of("<boot>/<case>/<disk>/<kernel>", kernel.strip()));
    }

    private static String withoutSlash(String path) {
        return path.strip().replaceFirst("^/+", "");
    }
}
