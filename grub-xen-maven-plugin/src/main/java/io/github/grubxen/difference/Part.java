// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import java.util.List;
import java.util.Map;

/**
 * A part of an image or package that differs.
 *
 * @param name the part, such as {@code kernel}, {@code modules}, {@code control}, or {@code memdisk file} with a path
 * @param words the difference, a phrase without a final stop
 * @param names the names of modules, files, fields or keys that differ; empty if the part has no names
 * @param lines lines that show the difference, such as the changed lines of a config
 */
public record Part(String name, String words, Names names, List<String> lines) {
    /** Copies the list. */
    public Part {
        lines = List.copyOf(lines);
    }

    /** A part that words describe completely. */
    static Part of(String name, String words) {
        return new Part(name, words, Names.NONE, List.of());
    }

    /** A part that consists of named things. */
    static Part of(String name, Names names) {
        return new Part(name, names.words(), names, List.of());
    }

    /** A part that consists of paths, by their directories. */
    static Part ofPaths(String name, Map<String, ?> former, Map<String, ?> newer) {
        Names names = Names.of(former, newer);
        List<String> directories = Names.byDirectory(former, newer);
        return directories.size() == 1
                ? new Part(name, directories.get(0), names, List.of())
                : new Part(name, names.counts(), names, directories);
    }

    /** A text in both. */
    static Part of(String name, TextChange change) {
        return new Part(name, change.words(), Names.NONE, change.lines());
    }
}
