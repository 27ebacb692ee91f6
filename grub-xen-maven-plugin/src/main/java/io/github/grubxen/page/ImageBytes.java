// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImagePart;
import io.github.grubxen.format.MemdiskArchive;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleLists;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the bytes of an image are for. */
final class ImageBytes {
    private static final Comparator<Piece> LARGEST_FIRST =
            Comparator.comparingLong(Piece::size).reversed().thenComparing(Piece::name);

    /** A kind of bytes, in the words of the page. */
    enum Kind {
        KERNEL("kernel", "k-kernel"),
        FILE_SYSTEMS("file systems", "k-file-systems"),
        PARTITIONS("partition maps", "k-partitions"),
        CIPHERS("ciphers and hashes", "k-ciphers"),
        COMMANDS("commands", "k-commands"),
        TERMINALS("terminals", "k-terminals"),
        LIBRARIES("other modules", "k-libraries"),
        MEMDISK_MODULES("modules in the memdisk", "k-memdisk-modules"),
        FONTS("fonts", "k-fonts"),
        MEMDISK("memdisk", "k-memdisk"),
        REST("config, prefix, headers", "k-rest");

        private final String words;
        private final String style;

        Kind(String words, String style) {
            this.words = words;
            this.style = style;
        }

        String words() {
            return words;
        }

        /** The class of the style sheet, which is also the end of the anchor. */
        String style() {
            return style;
        }
    }

    /** A named piece of an image, with its size in bytes. */
    record Piece(String name, long size) {}

    /** All pieces of a kind, the largest first. */
    record Group(Kind kind, List<Piece> pieces) {
        /** Copies the list. */
        Group {
            pieces = List.copyOf(pieces);
        }

        long size() {
            return pieces.stream().mapToLong(Piece::size).sum();
        }
    }

    private final Map<Kind, List<Piece>> pieces = new EnumMap<>(Kind.class);

    private ImageBytes() {}

    /**
     * The groups of an image, the largest first. Their sizes add up to the size of the file.
     *
     * @param lists the lists of the image's module tree, which give the kinds of modules
     */
    static List<Group> of(Image image, ModuleLists lists) throws BadInput {
        ImageBytes bytes = new ImageBytes();
        long start = 0;
        for (ImagePart part : image.parts()) {
            long size = part.end() - start;
            start = part.end();
            if (part.name().startsWith("module ")) {
                String module = part.name().substring("module ".length());
                bytes.add(kind(module, lists), module, size);
            } else if (part.name().equals("kernel")) {
                bytes.add(Kind.KERNEL, "kernel", size);
            } else if (part.name().equals("memdisk")) {
                bytes.addMemdisk(image.content(ObjectType.MEMDISK).orElseThrow(), size);
            } else {
                bytes.add(Kind.REST, part.name(), size);
            }
        }
        List<Group> groups = new ArrayList<>();
        bytes.pieces.forEach((kind, all) ->
                groups.add(new Group(kind, all.stream().sorted(LARGEST_FIRST).toList())));
        groups.sort(Comparator.comparingLong(Group::size).reversed().thenComparing(Group::kind));
        return groups;
    }

    private void addMemdisk(Bytes disk, long size) throws BadInput {
        List<Piece> files = new ArrayList<>();
        MemdiskArchive.<BadInput>visit(disk, (entry, content) -> {
            if (content.length() > 0) {
                files.add(new Piece(entry.getName(), content.length()));
            }
        });
        long rest = size;
        for (Piece file : files) {
            Kind kind = file.name().endsWith(".mod")
                    ? Kind.MEMDISK_MODULES
                    : file.name().endsWith(".pf2") ? Kind.FONTS : Kind.MEMDISK;
            add(kind, file.name(), file.size());
            rest -= file.size();
        }
        add(Kind.MEMDISK, files.isEmpty() ? MemdiskArchive.format(disk) : "headers and padding of the archive", rest);
    }

    private void add(Kind kind, String name, long size) {
        if (size > 0) {
            pieces.computeIfAbsent(kind, k -> new ArrayList<>()).add(new Piece(name, size));
        }
    }

    /** The kind of a module by the first of GRUB's lists that has it. */
    private static Kind kind(String module, ModuleLists lists) {
        if (lists.fileSystems().contains(module)) {
            return Kind.FILE_SYSTEMS;
        }
        if (lists.partitionMaps().contains(module) || lists.partitionTools().contains(module)) {
            return Kind.PARTITIONS;
        }
        if (lists.algorithms().contains(module)) {
            return Kind.CIPHERS;
        }
        if (lists.terminals().containsValue(module)) {
            return Kind.TERMINALS;
        }
        return lists.commands().containsValue(module) ? Kind.COMMANDS : Kind.LIBRARIES;
    }
}
