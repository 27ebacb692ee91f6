// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Compares two packages, except the contents of their images. */
final class PackageDifference {
    private final PackageContents former;
    private final PackageContents newer;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> same = new ArrayList<>();

    private PackageDifference(PackageContents former, PackageContents newer) {
        this.former = former;
        this.newer = newer;
    }

    static ImageDifference.Found of(PackageContents former, PackageContents newer) {
        PackageDifference difference = new PackageDifference(former, newer);
        difference.compare();
        return new ImageDifference.Found(difference.parts, difference.same);
    }

    private void compare() {
        compareControl();
        compareScripts();
        compareNames("images", contents(former, true), contents(newer, true));
        compareNames("files", contents(former, false), contents(newer, false));
        compareAttribute("modes", InstalledEntry::mode);
        compareAttribute("owners", InstalledEntry::owner);
        compareTimes();
        if (parts.isEmpty()) {
            parts.add(Part.of("archive", "the same contents, packed into other bytes"));
        }
    }

    private void compareControl() {
        Map<String, String> before = fields(former.control());
        Map<String, String> after = fields(newer.control());
        Names names = Names.of(before, after);
        if (names.isEmpty()) {
            same.add("control");
            return;
        }
        List<String> lines = new ArrayList<>();
        TreeSet<String> fields = new TreeSet<>(names.changed());
        fields.addAll(names.added());
        fields.addAll(names.removed());
        for (String field : fields) {
            addLines(lines, '-', field, before);
            addLines(lines, '+', field, after);
        }
        parts.add(new Part("control", names.words(), names, lines));
    }

    private static void addLines(List<String> lines, char sign, String field, Map<String, String> fields) {
        String value = fields.get(field);
        if (value != null) {
            (field + ": " + value).lines().forEach(line -> lines.add(sign + line));
        }
    }

    private void compareScripts() {
        NavigableMap<String, Bytes> before = former.scripts();
        NavigableMap<String, Bytes> after = newer.scripts();
        Names names = Names.of(before, after);
        if (!names.isEmpty()) {
            parts.add(Part.of("control files", names));
        } else if (!before.isEmpty()) {
            same.add("control files");
        }
        for (String name : names.changed()) {
            Optional<String> text = Optional.ofNullable(before.get(name)).flatMap(MemdiskFile::text);
            Optional<String> other = Optional.ofNullable(after.get(name)).flatMap(MemdiskFile::text);
            if (text.isPresent() && other.isPresent()) {
                parts.add(Part.of("control file " + name, TextChange.of(text.get(), other.get())));
            }
        }
    }

    private void compareNames(String part, Map<String, String> before, Map<String, String> after) {
        if (!before.equals(after)) {
            parts.add(Part.ofPaths(part, before, after));
        } else if (!before.isEmpty()) {
            same.add(part);
        }
    }

    /** A path is an image's if it is an image in one of the packages. */
    private NavigableMap<String, String> contents(PackageContents deb, boolean images) {
        NavigableMap<String, String> contents = new TreeMap<>();
        deb.entries().forEach((path, entry) -> {
            if (images == isImage(path)) {
                contents.put(path, entry.content());
            }
        });
        return contents;
    }

    private boolean isImage(String path) {
        InstalledEntry before = former.entries().get(path);
        InstalledEntry after = newer.entries().get(path);
        return (before != null && before.isImage()) || (after != null && after.isImage());
    }

    private void compareAttribute(String part, Function<InstalledEntry, String> attribute) {
        Map<String, String> changes = changes(attribute);
        if (!changes.isEmpty()) {
            List<String> lines = new ArrayList<>();
            changes.forEach((path, change) -> lines.add("/" + path + ": " + change));
            Names names = new Names(List.of(), List.of(), List.copyOf(changes.keySet()), List.of());
            parts.add(new Part(part, Words.count(changes.size(), "path") + " changed", names, lines));
        }
    }

    /** Times are not listed: a newer version usually has other times everywhere. */
    private void compareTimes() {
        int changes = changes(entry -> Long.toString(entry.attributes().time())).size();
        if (changes > 0) {
            parts.add(Part.of("times", Words.count(changes, "path") + " changed"));
        }
    }

    /** The paths of both packages with another value, in order. */
    private Map<String, String> changes(Function<InstalledEntry, String> attribute) {
        Map<String, String> changes = new LinkedHashMap<>();
        former.entries().forEach((path, entry) -> {
            InstalledEntry other = newer.entries().get(path);
            if (other != null && !attribute.apply(entry).equals(attribute.apply(other))) {
                changes.put(path, Words.value(attribute.apply(entry), attribute.apply(other)));
            }
        });
        return changes;
    }

    private static Map<String, String> fields(ControlParagraph control) {
        return new TreeMap<>(control.fields());
    }
}
