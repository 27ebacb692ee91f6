package io.github.grubxen.inspect;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The memdisk of an image.
 *
 * @param size in bytes
 * @param sha256 digest of the bytes
 * @param format {@code tar}, the name of another format that GRUB reads, or {@code unknown}
 * @param files what is in a tar, in its order; of other formats nothing is shown
 */
public record Memdisk(int size, String sha256, String format, List<Member> files) {

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
     */
    public record Member(String path, String type, long size, String mode, String owner, String time) {
        private static Member of(TarArchiveEntry entry) {
            String type = entry.isDirectory() ? "folder" : entry.isFile() ? "file" : "link";
            return new Member(
                    entry.getName(),
                    type,
                    entry.getSize(),
                    String.format(Locale.ROOT, "%04o", entry.getMode() & 07777),
                    entry.getUserName() + "/" + entry.getGroupName(),
                    entry.getLastModifiedTime().toInstant().toString());
        }
    }

    /** What looks at the members of a tar. */
    @FunctionalInterface
    interface Visitor {
        /** Looks at one; the content is empty for anything but a file. */
        void visit(TarArchiveEntry entry, Bytes content) throws IOException;
    }

    static Memdisk of(Bytes disk) throws BadInput {
        List<Member> members = new ArrayList<>();
        visit(disk, (entry, content) -> members.add(Member.of(entry)));
        return new Memdisk(disk.length(), Digest.sha256(disk), format(disk), members);
    }

    /** Shows every member of a tar; a disk of another format has none. */
    static void visit(Bytes disk, Visitor visitor) throws BadInput {
        if (!format(disk).equals("tar")) {
            return;
        }
        try (TarArchiveInputStream tar = new TarArchiveInputStream(disk.openStream())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                boolean file = entry.isFile();
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

    /** The format, by its mark. */
    static String format(Bytes disk) {
        return MARKS.stream()
                .filter(mark -> disk.has(mark.at, mark.bytes))
                .map(Mark::format)
                .findFirst()
                .orElse("unknown");
    }
}
