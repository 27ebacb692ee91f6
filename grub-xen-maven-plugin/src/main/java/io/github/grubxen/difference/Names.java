// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names that differ between two sets of named things.
 *
 * @param added names that only the newer one has
 * @param removed names that only the former one has
 * @param changed names that both have, with different values
 * @param same names that both have, with the same value
 */
public record Names(List<String> added, List<String> removed, List<String> changed, List<String> same) {
    /** No names at all. */
    static final Names NONE = new Names(List.of(), List.of(), List.of(), List.of());

    /** Fewest changed names that are counted instead of named, if at least three times as many changed as stayed the same. */
    private static final int MANY = 4;

    private static final int MOST_OF_THEM = 3;

    /** Copies the lists. */
    public Names {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        same = List.copyOf(same);
    }

    /** Compares two maps. The lists are in the order of the names. */
    static Names of(Map<String, ?> former, Map<String, ?> newer) {
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> same = new ArrayList<>();
        TreeSet<String> all = new TreeSet<>(former.keySet());
        all.addAll(newer.keySet());
        for (String name : all) {
            Object before = former.get(name);
            Object after = newer.get(name);
            if (before == null) {
                added.add(name);
            } else if (after == null) {
                removed.add(name);
            } else if (before.equals(after)) {
                same.add(name);
            } else {
                changed.add(name);
            }
        }
        return new Names(added, removed, changed, same);
    }

    /** Whether nothing differs. */
    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    /** The names that differ, such as "+zstdio, -cmdline_cat_test; changed: linux, normal". */
    String words() {
        List<String> words = new ArrayList<>();
        added.forEach(name -> words.add("+" + name));
        removed.forEach(name -> words.add("-" + name));
        String signed = String.join(", ", words);
        return signed + (signed.isEmpty() || changed.isEmpty() ? "" : "; ") + changedWords();
    }

    private String changedWords() {
        if (changed.isEmpty()) {
            return "";
        }
        if (changed.size() < MANY || changed.size() < MOST_OF_THEM * same.size()) {
            return "changed: " + String.join(", ", changed);
        }
        return (same.isEmpty() ? "all " : "") + changed.size() + " changed"
                + (same.isEmpty() ? "" : ", all except " + String.join(", ", same));
    }

    /** The numbers of names that differ, such as "1 added, 2 removed, 3 changed". */
    String counts() {
        List<String> counts = new ArrayList<>();
        count(counts, added, "added");
        count(counts, removed, "removed");
        count(counts, changed, "changed");
        return String.join(", ", counts);
    }

    private static void count(List<String> counts, List<String> names, String what) {
        if (!names.isEmpty()) {
            counts.add(names.size() + " " + what);
        }
    }

    /** The names of paths by their directories, one line for each directory. */
    static List<String> byDirectory(Map<String, ?> former, Map<String, ?> newer) {
        Map<String, Map<String, Object>> before = grouped(former);
        Map<String, Map<String, Object>> after = grouped(newer);
        List<String> lines = new ArrayList<>();
        TreeSet<String> directories = new TreeSet<>(before.keySet());
        directories.addAll(after.keySet());
        for (String directory : directories) {
            Names names = of(before.getOrDefault(directory, Map.of()), after.getOrDefault(directory, Map.of()));
            if (!names.isEmpty()) {
                lines.add((directory.isEmpty() ? "" : directory + ": ") + names.words());
            }
        }
        return lines;
    }

    private static Map<String, Map<String, Object>> grouped(Map<String, ?> paths) {
        Map<String, Map<String, Object>> grouped = new TreeMap<>();
        paths.forEach((path, value) -> {
            int slash = path.lastIndexOf('/') + 1;
            grouped.computeIfAbsent(path.substring(0, slash), d -> new TreeMap<>())
                    .put(path.substring(slash), value);
        });
        return grouped;
    }
}
