package io.github.grubxen.inspect;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * The memdisk of an image.
 *
 * @param size in bytes
 * @param sha256 digest of the bytes
 * @param format {@code tar}, the name of another format that GRUB reads, or {@code unknown}
 * @param files what is in a tar, in its order; of other formats nothing is shown
 * @param modules the modules among the files that GRUB's own tools put there, unpacked where they are compressed
 */
public record Memdisk(int size, String sha256, String format, List<Member> files, List<Inspection.Module> modules) {
    private static final int FILE_LIMIT = 4 << 20;
    private static final int XZ_MEMORY_LIMIT_KIB = 64 << 10;

    /** The marks of the formats that GRUB reads from a memdisk. */
    private static final List<Mark> MARKS = List.of(
            new Mark("tar", 257, "ustar"),
            new Mark("cpio", 0, "07070"),
            new Mark("squashfs", 0, "hsqs"),
            new Mark("romfs", 0, "-rom1fs-"),
            new Mark("iso9660", 0x8001, "CD001"),
            new Mark("ext2", 0x438, "S\u00ef"),
            new Mark("fat", 0x1fe, "U\u00aa"));

    private record Mark(String format, int at, String bytes) {}

    /**
     * One member of a tar.
     *
     * @param mode permission bits, octal
     * @param owner user and group, by name
     * @param time of last modification, ISO 8601
     * @param sha256 digest of a file as it lies there; null for what is none
     */
    public record Member(
            String path,
            String type,
            long size,
            String mode,
            String owner,
            String time,
            @Nullable String sha256) {
        private static Member of(TarArchiveEntry entry, Bytes content) {
            String type = entry.isDirectory() ? "folder" : isRegular(entry) ? "file" : "link";
            return new Member(
                    entry.getName(),
                    type,
                    entry.getSize(),
                    String.format(Locale.ROOT, "%04o", entry.getMode() & 07777),
                    entry.getUserName() + "/" + entry.getGroupName(),
                    entry.getLastModifiedTime().toInstant().toString(),
                    isRegular(entry) ? Digest.sha256(content) : null);
        }
    }

    /** What looks at the members of a tar. */
    @FunctionalInterface
    interface Visitor {
        /** Looks at one; the content is empty for anything but a file. */
        void visit(TarArchiveEntry entry, Bytes content) throws IOException;
    }

    /**
     * Looks into a memdisk.
     *
     * @throws BadInput when it is a tar and damaged
     */
    public static Memdisk of(Platform platform, Bytes disk) throws BadInput {
        List<Member> members = new ArrayList<>();
        List<Inspection.Module> modules = new ArrayList<>();
        visit(disk, (entry, content) -> {
            members.add(Member.of(entry, content));
            if (isRegular(entry) && entry.getName().matches("boot/grub/" + platform + "/[^/]+\\.mod")) {
                addModule(modules, platform, content);
            }
        });
        return new Memdisk(disk.length(), Digest.sha256(disk), format(disk), members, modules);
    }

    private static void addModule(List<Inspection.Module> modules, Platform platform, Bytes content) {
        try {
            modules.add(Inspection.Module.of(ModuleFile.embedded(platform, plain(content))));
        } catch (IOException e) {
            // a file that is called like a module and is none: it is shown among the files
        }
    }

    /** A file of a memdisk as GRUB sees it: grub-mkstandalone can compress each with gzip or xz. */
    static Bytes plain(Bytes content) throws IOException {
        if (content.has(0, "\u001f\u008b")) {
            try (InputStream in = new GzipCompressorInputStream(content.openStream())) {
                return Bytes.readAll(content.name(), in, FILE_LIMIT);
            }
        }
        if (content.has(0, "\u00fd7zXZ\0")) {
            try (InputStream in = new XZInputStream(content.openStream(), XZ_MEMORY_LIMIT_KIB)) {
                return Bytes.readAll(content.name(), in, FILE_LIMIT);
            }
        }
        return content;
    }

    /** Shows every member of a tar; a disk of another format has none. */
    static void visit(Bytes disk, Visitor visitor) throws BadInput {
        if (!format(disk).equals("tar")) {
            return;
        }
        try (TarArchiveInputStream tar = new TarArchiveInputStream(disk.openStream())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                boolean file = isRegular(entry);
                visitor.visit(entry, Bytes.readAll(entry.getName(), tar, file ? disk.length() : 0));
            }
        } catch (BadInput e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInput(
                    disk.place(0),
                    "the memdisk is no whole tar archive (" + e.getMessage() + ")",
                    "GRUB would not read it either; make the image again.");
        }
    }

    /** Whether it is a file of its own: commons-compress takes a link for a file too. */
    static boolean isRegular(TarArchiveEntry entry) {
        return entry.getLinkFlag() == TarConstants.LF_NORMAL || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
    }

    /** The format, by its mark. */
    static String format(Bytes disk) {
        return MARKS.stream()
                .filter(mark -> disk.has(mark.at, mark.bytes))
                .map(Mark::format)
                .findFirst()
                .orElse("unknown");
    }
}
