package io.github.grubxen.deb;

import io.github.grubxen.archive.ControlParagraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The order in which dpkg writes the fields of a binary package's control file. */
final class ControlFields {
    private static final List<String> ORDER = List.of(
            "Package",
            "Source",
            "Version",
            "Architecture",
            "Essential",
            "Protected",
            "Origin",
            "Bugs",
            "Maintainer",
            "Installed-Size",
            "Pre-Depends",
            "Depends",
            "Recommends",
            "Suggests",
            "Enhances",
            "Conflicts",
            "Breaks",
            "Replaces",
            "Provides",
            "Built-Using",
            "Static-Built-Using",
            "Section",
            "Priority",
            "Multi-Arch",
            "Homepage",
            "Description",
            "Tag");

    private ControlFields() {}

    static ControlParagraph inOrder(ControlParagraph control) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String name : ORDER) {
            control.get(name).ifPresent(value -> ordered.put(name, value));
        }
        control.fields().forEach(ordered::putIfAbsent);
        return new ControlParagraph(ordered);
    }
}
