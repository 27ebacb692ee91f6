// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.GuestMenu;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestInitrd;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.disk.PartitionTable;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code <disk>}: a guest's disk, made by the lab or given as a file.
 *
 * <pre>{@code
 * <disk>
 *   <fileSystem>xfs</fileSystem>
 *   <separateBoot>true</separateBoot>
 *   <kernel>cloud</kernel>
 * </disk>
 * }</pre>
 *
 * @since 0.9.0
 */
public class DiskConfiguration {
    private static final String WHERE = "<boot>/<case>/<disk>/";
    private static final String NONE = "none";
    private static final long MAX_FILE_BYTES = 1 << 26;
    private static final long BOOT_LIMIT = 1 << 28;

    /**
     * The disk's name in the guest, such as {@code sda}, or {@code xvda1} for a partition without a disk. Default: {@code xvda}
     * for the first disk, {@code xvdb} for the second.
     */
    private @Nullable String name;

    /** A disk image of your own, instead of all other elements but {@code <name>}. It is not written to. */
    private @Nullable File image;

    /** The file system: {@code ext2}, {@code ext4} (default), {@code btrfs} or {@code xfs}. */
    private @Nullable String fileSystem;

    /** The partition table: {@code none} (default), {@code mbr} or {@code gpt}. */
    private @Nullable String partitions;

    /** Whether /boot is a separate file system, on the first of two partitions. */
    private boolean separateBoot;

    /** Path of the grub.cfg. Default: {@code /boot/grub/grub.cfg}. */
    private @Nullable String configPath;

    /** A grub.cfg of your own. Default: one that prints that it was read, and starts the kernel. */
    private @Nullable File config;

    /**
     * The file /boot/vmlinuz: {@code distribution}, {@code cloud}, {@code loadable}, {@code gzip}, {@code xz}, {@code zstd},
     * {@code lz4}, {@code elf}, or {@code none} (default).
     */
    private @Nullable String kernel;

    /** A kernel of your own, instead of {@code <kernel>}. */
    private @Nullable File kernelFile;

    /** The file /boot/initrd.img beside a kernel: {@code lab} (default) or {@code none}. */
    private @Nullable String initrd;

    /** An initial RAM disk of your own, instead of {@code <initrd>}. */
    private @Nullable File initrdFile;

    /** Kernel command line in the lab's grub.cfg. Default: {@code lab.case}. */
    private @Nullable String arguments;

    /** Further files and directories. */
    private List<FileConfiguration> files = new ArrayList<>();

    /** The disk's name, or an empty text for the default. */
    String name() {
        return or(name, "");
    }

    GuestDisk disk() throws IOException {
        if (image != null) {
            return given(image);
        }
        PartitionTable table =
                PartitionTable.of(WHERE + "<partitions>", or(partitions, PartitionTable.NONE.toString()));
        if (separateBoot && table == PartitionTable.NONE) {
            throw new BadInput(
                    WHERE + "<separateBoot>", "a disk without partitions has one file system", "Set <partitions>.");
        }
        Map<String, Bytes> contents = new LinkedHashMap<>(lab().files());
        if (config != null) {
            contents.put(path(), Bytes.read(config.toPath(), MAX_FILE_BYTES));
        }
        if (kernelFile != null) {
            contents.put("boot/vmlinuz", Bytes.read(kernelFile.toPath(), BOOT_LIMIT));
        }
        if (initrdFile != null) {
            contents.put("boot/initrd.img", Bytes.read(initrdFile.toPath(), BOOT_LIMIT));
        }
        for (GrubTar.File file : FileConfiguration.read(WHERE + "<files>/<file>", files)) {
            contents.put(withoutSlash(file.name()), file.content());
        }
        return new GuestDisk.Made(
                FileSystem.of(WHERE + "<fileSystem>", or(fileSystem, FileSystem.EXT4.toString())),
                table,
                separateBoot,
                contents,
                kernel(),
                kernel().isPresent() ? initrd() : GuestInitrd.NONE);
    }

    /** The lab's grub.cfg, unless the disk has another one. */
    Optional<GuestMenu> menu() throws BadInput {
        return image == null && config == null ? Optional.of(lab()) : Optional.empty();
    }

    private GuestDisk given(File disk) throws BadInput {
        boolean more = separateBoot
                || !files.isEmpty()
                || Stream.of(
                                fileSystem,
                                partitions,
                                configPath,
                                config,
                                kernel,
                                kernelFile,
                                initrd,
                                initrdFile,
                                arguments)
                        .anyMatch(Objects::nonNull);
        if (more) {
            throw new BadInput(
                    WHERE + "<image>", "a disk image is the whole disk", "Leave the other elements of <disk> out.");
        }
        return new GuestDisk.Given(disk.toPath());
    }

    private GuestMenu lab() throws BadInput {
        return new GuestMenu(path(), separateBoot, kernel(), or(arguments, "lab.case"), initrd());
    }

    private Optional<GuestKernel> kernel() throws BadInput {
        if (kernelFile != null) {
            refuse(kernel != null, "<kernel>");
            return Optional.of(GuestKernel.OWN);
        }
        String form = or(kernel, NONE);
        return form.equals(NONE) ? Optional.empty() : Optional.of(GuestKernel.of(WHERE + "<kernel>", form));
    }

    private GuestInitrd initrd() throws BadInput {
        if (initrdFile != null) {
            refuse(initrd != null, "<initrd>");
            return GuestInitrd.OWN;
        }
        return GuestInitrd.of(WHERE + "<initrd>", or(initrd, GuestInitrd.LAB.toString()));
    }

    private static void refuse(boolean both, String element) throws BadInput {
        if (both) {
            throw new BadInput(WHERE + element, "given both as a file and by name", "Keep one of them.");
        }
    }

    private String path() {
        return withoutSlash(or(configPath, GuestMenu.USUAL_PATH));
    }

    private static String or(@Nullable String text, String usual) {
        return text == null ? usual : text.strip();
    }

    private static String withoutSlash(String path) {
        return path.strip().replaceFirst("^/+", "");
    }
}
