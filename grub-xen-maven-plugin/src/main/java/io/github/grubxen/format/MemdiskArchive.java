// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.archive.BoundedArchive;
import io.github.grubxen.archive.DecompressingStream;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/** The memdisk of an image, read as GRUB reads it: a tar archive, whose files may be compressed. */
public final class MemdiskArchive {
    private static final int FILE_LIMIT = 4 << 20;

    /** The magic bytes of the formats that GRUB reads from a memdisk. */
    private static final List<Mark> MARKS = List.of(
            new Mark("tar", 257, "ustar"),
            new Mark("cpio", 0, "07070"),
            new Mark("squashfs", 0, "hsqs"),
            new Mark("romfs", 0, "-rom1fs-"),
            new Mark("iso9660", 0x8001, "CD001"),
            new Mark("ext2", 0x438, "S\u00ef"),
            new Mark("fat", 0x1fe, "U\u00aa"));

    private record Mark(String format, int at, String bytes) {}

    /** Receives the members of a tar archive. */
    @FunctionalInterface
    public interface Visitor<E extends IOException> {
        /** Receives a member. The content is empty unless the member is a regular file. */
        void visit(TarArchiveEntry entry, Bytes content) throws E;
    }

    private MemdiskArchive() {}

    /**
     * A file of a memdisk as GRUB reads it: decompressed if grub-mkstandalone compressed it with gzip or xz.
     *
     * @throws BadInput if the content has the magic bytes of gzip or xz but cannot be decompressed
     */
    public static Bytes decompressed(Bytes content) throws BadInput {
        if (content.has(0, "\u001f\u008b")) {
            return decompressed(content, "gz");
        }
        if (content.has(0, "\u00fd7zXZ\0")) {
            return decompressed(content, "xz");
        }
        return content;
    }

    private static Bytes decompressed(Bytes content, String compression) throws BadInput {
        String member = content.name() + "." + compression;
        try (InputStream in = DecompressingStream.open(content.name(), member, content.openStream(), FILE_LIMIT)) {
            return Bytes.readAll(content.name(), in, FILE_LIMIT);
        } catch (IOException e) {
            String problem = e instanceof BadInput told ? told.diagnostic().problem() : String.valueOf(e.getMessage());
            throw new BadInput(content.name(), problem, "Make the image again.");
        }
    }

    /**
     * Passes every member of a tar archive to a visitor. A disk of another format has no members.
     *
     * @throws BadInput if the archive cannot be read
     * @throws E if the visitor throws it
     */
    public static <E extends IOException> void visit(Bytes disk, Visitor<E> visitor) throws BadInput, E {
        if (!format(disk).equals("tar")) {
            return;
        }
        BoundedArchive<TarArchiveEntry> tar = new BoundedArchive<>(
                disk.place(0).toString(),
                disk.openStream(),
                Long.MAX_VALUE,
                in -> new TarArchiveInputStream(in, "UTF-8"));
        TarArchiveEntry entry = next(disk, tar);
        while (entry != null) {
            visitor.visit(entry, content(disk, tar, entry));
            entry = next(disk, tar);
        }
    }

    private static @Nullable TarArchiveEntry next(Bytes disk, BoundedArchive<TarArchiveEntry> tar) throws BadInput {
        try {
            return tar.next();
        } catch (IOException e) {
            throw notWhole(disk, e);
        }
    }

    private static Bytes content(Bytes disk, BoundedArchive<TarArchiveEntry> tar, TarArchiveEntry entry)
            throws BadInput {
        String name = disk.name() + ", " + entry.getName() + " in its memdisk";
        if (!isRegular(entry)) {
            return Bytes.of(name, new byte[0]);
        }
        try {
            return Bytes.readAll(name, tar.content(), disk.length());
        } catch (IOException e) {
            throw notWhole(disk, e);
        }
    }

    private static BadInput notWhole(Bytes disk, IOException e) {
        String problem = e instanceof BadInput told ? told.diagnostic().problem() : String.valueOf(e.getMessage());
        return new BadInput(
                disk.place(0),
                "the memdisk is not a complete tar archive (" + problem + ")",
                "GRUB would not read it either; make the image again.");
    }

    /**
     * Whether an entry is a file that GRUB reads. Commons Compress counts links as files too; GRUB reads no sparse
     * files.
     */
    public static boolean isRegular(TarArchiveEntry entry) {
        boolean file = entry.getLinkFlag() == TarConstants.LF_NORMAL || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
        return file && !entry.isSparse() && !entry.isDirectory();
    }

    /** The format by its magic bytes: {@code tar}, the name of another format that GRUB reads, or {@code unknown}. */
    public static String format(Bytes disk) {
        return MARKS.stream()
                .filter(mark -> disk.has(mark.at, mark.bytes))
                .map(Mark::format)
                .findFirst()
                .orElse("unknown");
    }
}
