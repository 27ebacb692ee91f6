// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.imports;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImageFile;
import io.github.grubxen.format.ImageObject;
import io.github.grubxen.format.MemdiskArchive;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * The differences between an image that is built here and one that a C tool made.
 *
 * @param identical whether the bytes are the same
 * @param harmless differences that no guest notices: order and tar header fields of the memdisk's files, their compression
 * @param differences all other differences
 */
public record ImageComparison(boolean identical, List<String> harmless, List<String> differences) {

    /** Copies the lists. */
    public ImageComparison {
        harmless = List.copyOf(harmless);
        differences = List.copyOf(differences);
    }

    /** A file of a memdisk: its content as GRUB reads it, and the fields of its header that GRUB ignores. */
    private record Member(Bytes content, Bytes stored, String header) {}

    /**
     * Compares two images.
     *
     * @throws BadInput if one of them is not a GRUB image for Xen
     */
    public static ImageComparison of(Bytes ours, Bytes theirs) throws IOException {
        int at = Arrays.mismatch(ours.toArray(), theirs.toArray());
        if (at < 0) {
            return new ImageComparison(true, List.of(), List.of());
        }
        List<String> harmless = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        Image first = ImageFile.read(ours).image();
        Image second = ImageFile.read(theirs).image();
        if (first.platform() != second.platform()) {
            differences.add("the platform is " + second.platform() + ", not " + first.platform());
            return new ImageComparison(false, harmless, differences);
        }
        if (!first.kernel().content().equals(second.kernel().content())) {
            differences.add("the kernel is of another build of GRUB");
        }
        compare("module", modules(second), modules(first), differences);
        for (ObjectType type : ObjectType.values()) {
            if (type != ObjectType.MODULE
                    && type != ObjectType.MEMDISK
                    && !contents(first, type).equals(contents(second, type))) {
                differences.add(
                        "another " + type.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
        }
        memdisks(first, second, harmless, differences);
        if (harmless.isEmpty() && differences.isEmpty()) {
            differences.add("the first different byte is at offset 0x" + Integer.toHexString(at));
        }
        return new ImageComparison(false, harmless, differences);
    }

    private static Map<String, Bytes> modules(Image image) throws BadInput {
        Map<String, Bytes> modules = new LinkedHashMap<>();
        for (ImageObject object : image.objects()) {
            if (object.type() == ObjectType.MODULE) {
                ModuleFile module = ModuleFile.embedded(image.platform(), object.content());
                modules.put(module.name(), module.content());
            }
        }
        return modules;
    }

    private static List<Bytes> contents(Image image, ObjectType type) {
        return image.objects().stream()
                .filter(object -> object.type() == type)
                .map(ImageObject::content)
                .toList();
    }

    private static void compare(
            String kind, Map<String, Bytes> theirs, Map<String, Bytes> ours, List<String> differences) {
        for (String name : new TreeSet<>(theirs.keySet())) {
            if (!ours.containsKey(name)) {
                differences.add("the " + kind + " " + name + " is only in the Makefile's image");
            } else if (!Objects.equals(ours.get(name), theirs.get(name))) {
                differences.add("the " + kind + " " + name + " has other bytes");
            }
        }
        for (String name : new TreeSet<>(ours.keySet())) {
            if (!theirs.containsKey(name)) {
                differences.add("the " + kind + " " + name + " is not in the Makefile's image");
            }
        }
        if (differences.isEmpty() && !List.copyOf(ours.keySet()).equals(List.copyOf(theirs.keySet()))) {
            differences.add("the " + kind + "s have another order");
        }
    }

    private static void memdisks(Image first, Image second, List<String> harmless, List<String> differences)
            throws IOException {
        List<Bytes> ours = contents(first, ObjectType.MEMDISK);
        List<Bytes> theirs = contents(second, ObjectType.MEMDISK);
        if (ours.equals(theirs)) {
            return;
        }
        if (ours.size() != theirs.size()
                || !MemdiskArchive.format(ours.get(0)).equals("tar")
                || !MemdiskArchive.format(theirs.get(0)).equals("tar")) {
            differences.add("another memdisk");
            return;
        }
        Map<String, Member> members = members(ours.get(0));
        Map<String, Member> others = members(theirs.get(0));
        List<String> found = new ArrayList<>();
        compare("file", contents(others), contents(members), found);
        boolean order = found.remove("the files have another order");
        differences.addAll(found);
        if (!found.isEmpty()) {
            return;
        }
        if (order) {
            harmless.add("the files of the memdisk have another order");
        }
        members.entrySet().stream()
                .filter(member -> !member.getValue().header().equals(header(others, member.getKey())))
                .findFirst()
                .ifPresent(member -> harmless.add("the tar headers of the memdisk differ, such as "
                        + header(others, member.getKey()) + " instead of "
                        + member.getValue().header() + " for " + member.getKey()));
        Map<String, Bytes> stored = stored(others);
        if (!stored(members).equals(stored)) {
            harmless.add("the files of the memdisk are compressed with other bytes");
        }
        if (harmless.isEmpty()) {
            harmless.add("the tar archive of the memdisk has another padding");
        }
    }

    private static String header(Map<String, Member> members, String name) {
        Member member = members.get(name);
        return member == null ? "" : member.header();
    }

    private static Map<String, Bytes> stored(Map<String, Member> members) {
        Map<String, Bytes> stored = new HashMap<>();
        members.forEach((name, member) -> stored.put(name, member.stored()));
        return stored;
    }

    private static Map<String, Bytes> contents(Map<String, Member> members) {
        Map<String, Bytes> contents = new LinkedHashMap<>();
        members.forEach((name, member) -> contents.put(name, member.content()));
        return contents;
    }

    private static Map<String, Member> members(Bytes memdisk) throws IOException {
        Map<String, Member> members = new LinkedHashMap<>();
        MemdiskArchive.<IOException>visit(memdisk, (entry, content) -> {
            if (MemdiskArchive.isRegular(entry)) {
                members.put(entry.getName(), new Member(MemdiskArchive.decompressed(content), content, header(entry)));
            }
        });
        return members;
    }

    private static String header(TarArchiveEntry entry) {
        return entry.getUserName() + "/" + entry.getGroupName() + " "
                + Integer.toOctalString(entry.getMode() & 07777) + " "
                + entry.getLastModifiedTime().toInstant();
    }
}
