// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import io.github.grubxen.inspect.Memdisk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The differences of two memdisks that are tar archives.
 *
 * @param before the former memdisk
 * @param former its regular files
 * @param after the newer memdisk
 * @param newer its regular files
 */
record MemdiskDifference(
        Memdisk before, Map<String, MemdiskFile> former, Memdisk after, Map<String, MemdiskFile> newer) {
    private static final String MEMDISK = "memdisk";

    /** The members of the archives, then each text that changed, then what GRUB does not notice. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        Map<String, String> contents = contents(before, former);
        Map<String, String> others = contents(after, newer);
        Names names = Names.of(contents, others);
        if (!names.isEmpty()) {
            parts.add(Part.ofPaths(MEMDISK, contents, others));
        }
        for (String path : names.changed()) {
            Optional<String> text = text(former, path);
            Optional<String> other = text(newer, path);
            if (text.isPresent() && other.isPresent()) {
                parts.add(Part.of("memdisk file " + path, TextChange.of(text.get(), other.get())));
            }
        }
        if (parts.isEmpty()) {
            parts.add(Part.of(MEMDISK, "the same files, with " + harmless()));
        }
        return parts;
    }

    private static Optional<String> text(Map<String, MemdiskFile> files, String path) {
        return Optional.ofNullable(files.get(path)).flatMap(MemdiskFile::text);
    }

    /** The type of each member, with the digest of a regular file. */
    private static Map<String, String> contents(Memdisk disk, Map<String, MemdiskFile> files) {
        return byPath(disk, member -> {
            MemdiskFile file = files.get(member.path());
            return member.type() + " " + (file == null ? "" : file.sha256());
        });
    }

    private String harmless() {
        List<String> differences = new ArrayList<>();
        if (!stored(former).equals(stored(newer))) {
            differences.add("other compressed bytes");
        }
        if (!byPath(before, MemdiskDifference::header).equals(byPath(after, MemdiskDifference::header))) {
            differences.add("other owners, modes or times");
        }
        if (!before.files().stream()
                .map(Memdisk.Member::path)
                .toList()
                .equals(after.files().stream().map(Memdisk.Member::path).toList())) {
            differences.add("another order");
        }
        return differences.isEmpty() ? "other bytes of the archive" : String.join(" and ", differences);
    }

    private static String header(Memdisk.Member member) {
        return member.mode() + " " + member.owner() + " " + member.time();
    }

    private static Map<String, String> stored(Map<String, MemdiskFile> files) {
        Map<String, String> stored = new LinkedHashMap<>();
        files.forEach((path, file) -> stored.put(path, file.stored()));
        return stored;
    }

    /** The first member of each path, which is the one that GRUB reads. */
    private static Map<String, String> byPath(Memdisk disk, Function<Memdisk.Member, String> value) {
        Map<String, String> values = new LinkedHashMap<>();
        disk.files().forEach(member -> values.putIfAbsent(member.path(), value.apply(member)));
        return values;
    }
}
