// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import io.github.grubxen.inspect.GrubVersion;
import io.github.grubxen.inspect.Inspection;
import io.github.grubxen.inspect.Memdisk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares two images part by part. */
final class ImageDifference {
    private final ImageContents former;
    private final ImageContents newer;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> same = new ArrayList<>();

    private ImageDifference(ImageContents former, ImageContents newer) {
        this.former = former;
        this.newer = newer;
    }

    /** What differs, and the names of the parts that do not. */
    record Found(List<Part> parts, List<String> same) {}

    static Found of(ImageContents former, ImageContents newer) {
        ImageDifference difference = new ImageDifference(former, newer);
        difference.compare();
        return new Found(difference.parts, difference.same);
    }

    private void compare() {
        Inspection before = former.inspection();
        Inspection after = newer.inspection();
        value("platform", before.platform(), after.platform());
        value("GRUB", release(before), release(after));
        compareKernels(before, after);
        compareNames("modules", modules(before.modules()), modules(after.modules()));
        compareModuleOrder(before, after);
        value("prefix", before.prefix(), after.prefix());
        compareTexts("early config", before.config(), after.config());
        compareMemdisks(before.memdisk(), after.memdisk());
        compareNames("public keys", keys(before), keys(after));
        disabled("command line", before.cliDisabled(), after.cliDisabled());
        disabled("shim lock", before.shimLockDisabled(), after.shimLockDisabled());
        value("device tree", deviceTree(before), deviceTree(after));
        value("second stage", secondStage(before), secondStage(after));
        compareNames("notes", notes(before), notes(after));
        if (parts.isEmpty()) {
            parts.add(Part.of("bytes", "differ in: " + String.join(", ", former.differingParts(newer))));
        }
    }

    /** A part with one value, which may be missing. */
    private void value(String part, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            parts.add(Part.of(part, Words.value(before, after)));
        } else if (before != null) {
            same.add(part);
        }
    }

    private void disabled(String part, boolean before, boolean after) {
        if (before != after) {
            parts.add(Part.of(part, after ? "disabled" : "no longer disabled"));
        }
    }

    private void compareNames(String part, Map<String, ?> before, Map<String, ?> after) {
        Names names = Names.of(before, after);
        if (!names.isEmpty()) {
            parts.add(Part.of(part, names));
        } else if (!before.isEmpty()) {
            same.add(part);
        }
    }

    private void compareKernels(Inspection before, Inspection after) {
        if (before.kernel().equals(after.kernel())) {
            same.add("kernel");
        } else {
            parts.add(Part.of(
                    "kernel",
                    "changed, "
                            + Words.sizes(before.kernel().size(), after.kernel().size())));
        }
    }

    private void compareModuleOrder(Inspection before, Inspection after) {
        if (modules(before.modules()).equals(modules(after.modules()))
                && !before.modules().equals(after.modules())) {
            same.remove("modules");
            parts.add(Part.of("modules", "the same, in another order"));
        }
    }

    private void compareTexts(String part, @Nullable String before, @Nullable String after) {
        if (before != null && after != null && !before.equals(after)) {
            parts.add(Part.of(part, TextChange.of(before, after)));
        } else if (!Objects.equals(before, after)) {
            String text = before == null ? Objects.requireNonNull(after) : before;
            TextChange change = before == null ? TextChange.of("", text) : TextChange.of(text, "");
            parts.add(new Part(part, before == null ? "added" : "removed", Names.NONE, change.lines()));
        } else if (before != null) {
            same.add(part);
        }
    }

    private void compareMemdisks(@Nullable Memdisk before, @Nullable Memdisk after) {
        if (before == null || after == null) {
            if (before != null || after != null) {
                parts.add(Part.of("memdisk", before == null ? "added" : "removed"));
            }
        } else if (before.sha256().equals(after.sha256())) {
            same.add("memdisk");
        } else if (before.format().equals("tar") && after.format().equals("tar")) {
            parts.addAll(new MemdiskDifference(before, former.files(), after, newer.files()).parts());
        } else {
            String formats = before.format().equals(after.format())
                    ? before.format()
                    : before.format() + " -> " + after.format();
            parts.add(Part.of("memdisk", formats + ", " + Words.sizes(before.size(), after.size())));
        }
    }

    private static @Nullable String release(Inspection image) {
        GrubVersion grub = image.grub();
        return grub == null ? null : grub.version();
    }

    /** The digests of each module name. A name can occur twice. */
    private static Map<String, List<String>> modules(List<Inspection.Module> modules) {
        Map<String, List<String>> digests = new LinkedHashMap<>();
        modules.forEach(module -> digests.computeIfAbsent(module.name(), name -> new ArrayList<>())
                .add(module.sha256()));
        return digests;
    }

    private static Map<String, Integer> keys(Inspection image) {
        Map<String, Integer> keys = new LinkedHashMap<>();
        image.publicKeys()
                .forEach(key -> keys.put(
                        key.fingerprint() == null ? "SHA-256 " + key.sha256() : key.fingerprint(), key.size()));
        return keys;
    }

    private static Map<String, List<String>> notes(Inspection image) {
        Map<String, List<String>> notes = new LinkedHashMap<>();
        image.notes()
                .forEach(note -> notes.computeIfAbsent(note.name(), name -> new ArrayList<>())
                        .add(note.value()));
        return notes;
    }

    private static @Nullable String deviceTree(Inspection image) {
        Integer size = image.deviceTree();
        return size == null ? null : size + " bytes";
    }

    private static @Nullable String secondStage(Inspection image) {
        return image.secondStage() == null ? null : "Multiboot header";
    }
}
