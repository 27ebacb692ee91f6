// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import io.github.grubxen.format.MemdiskArchive;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/**
 * The memdisk of an image.
 *
 * @param size in bytes
 * @param sha256 digest of the bytes
 * @param format {@code tar}, the name of another format that GRUB reads, or {@code unknown}
 * @param files the members of a tar archive, in its order; empty for other formats
 * @param modules the modules among the files in {@code boot/grub/PLATFORM}, decompressed
 */
public record Memdisk(int size, String sha256, String format, List<Member> files, List<Inspection.Module> modules) {
    /** The magic bytes of the compressions that grub-mkstandalone uses. */
    private static final List<Mark> COMPRESSIONS = List.of(
            new Mark("gz", 0, "\u001f\u008b"), new Mark("xz", 0, "\u00fd7zXZ\0"), new Mark("lzo", 0, "\u0089LZO\0"));

    private record Mark(String format, int at, String bytes) {}

    /**
     * A member of a tar archive.
     *
     * @param path its path in the archive
     * @param type {@code file}, {@code directory}, {@code sparse}, or {@code link} for everything else
     * @param size size of its content
     * @param mode permission bits, octal
     * @param owner user and group, by name
     * @param time of last modification, ISO 8601
     * @param sha256 digest of a file's content, before decompression; null unless it is a file
     * @param compression gz, xz or lzo if the file's first bytes indicate it; lzo is not decompressed
     */
    public record Member(
            String path,
            String type,
            long size,
            String mode,
            String owner,
            String time,
            @Nullable String sha256,
            @Nullable String compression) {
        private static Member of(TarArchiveEntry entry, Bytes content) {
            String file = entry.isSparse() ? "sparse" : MemdiskArchive.isRegular(entry) ? "file" : "link";
            String type = entry.isDirectory() ? "directory" : file;
            return new Member(
                    entry.getName(),
                    type,
                    entry.getSize(),
                    String.format(Locale.ROOT, "%04o", entry.getMode() & 07777),
                    entry.getUserName() + "/" + entry.getGroupName(),
                    entry.getLastModifiedTime().toInstant().toString(),
                    MemdiskArchive.isRegular(entry) ? Digest.sha256(content) : null,
                    COMPRESSIONS.stream()
                            .filter(mark -> content.has(mark.at, mark.bytes))
                            .map(Mark::format)
                            .findFirst()
                            .orElse(null));
        }
    }

    /**
     * Reads a memdisk.
     *
     * @throws BadInput if it is a damaged tar archive
     */
    public static Memdisk of(Platform platform, Bytes disk) throws BadInput {
        List<Member> members = new ArrayList<>();
        List<Inspection.Module> modules = new ArrayList<>();
        MemdiskArchive.<BadInput>visit(disk, (entry, content) -> {
            members.add(Member.of(entry, content));
            if (MemdiskArchive.isRegular(entry) && entry.getName().matches("boot/grub/" + platform + "/[^/]+\\.mod")) {
                addModule(modules, platform, content);
            }
        });
        return new Memdisk(disk.length(), Digest.sha256(disk), MemdiskArchive.format(disk), members, modules);
    }

    private static void addModule(List<Inspection.Module> modules, Platform platform, Bytes content) {
        try {
            modules.add(Inspection.Module.of(ModuleFile.embedded(platform, MemdiskArchive.decompressed(content))));
        } catch (BadInput e) {
            // not a module, in spite of its name: it is shown among the files
        }
    }
}
