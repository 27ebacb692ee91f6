// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.archive.InstalledPaths;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.archive.TarMember;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Symbolic links: no link leads out of the root or is part of a cycle, and each target in a directory of the package exists
 * there or may be in a package that this one depends on.
 *
 * <p>Source: Debian Policy, section 10.5.
 */
final class LinkCheck {
    private static final String DOC = "usr/share/doc/";

    private final OpenedPackage opened;
    private final Findings findings;

    /** The packages that are verified together, by name. */
    private final Map<String, OpenedPackage> together;

    LinkCheck(OpenedPackage opened, Findings findings, Map<String, OpenedPackage> together) {
        this.opened = opened;
        this.findings = findings;
        this.together = together;
    }

    void run() {
        for (Map.Entry<String, TarMember> entry : opened.data.entrySet()) {
            if (entry.getValue().isSymbolicLink()) {
                check(entry.getKey(), entry.getValue().link());
            }
        }
    }

    private void check(String path, String target) {
        if (target.isEmpty() || target.indexOf('\0') >= 0) {
            add(path, target, "names nothing", "Give the link a target.");
            return;
        }
        PackageTree.End end = opened.tree.follow(path);
        if (end.leaves()) {
            add(path, target, "leads above the root", "Use a target inside the root.");
        } else if (end.kind() == PackageTree.Kind.CYCLE) {
            add(path, target, "leads in a cycle", "Let it end at a file or directory.");
        } else if (end.kind() == PackageTree.Kind.NOTHING) {
            checkElsewhere(path, target, end.path());
        }
    }

    private void checkElsewhere(String path, String target, String end) {
        if (!opened.data.containsKey(InstalledPaths.parent(end))) {
            return;
        }
        Set<String> needed = dependencies();
        if (end.startsWith(DOC)) {
            needed.retainAll(Set.of(end.substring(DOC.length()).replaceFirst("/.*", "")));
        }
        Collection<OpenedPackage> known = together.entrySet().stream()
                .filter(e -> needed.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        boolean somewhere =
                known.size() < needed.size() || known.stream().anyMatch(other -> other.data.containsKey(end));
        if (!somewhere) {
            add(
                    path,
                    target,
                    "points to /" + end + ", which is neither in the package nor in one that it depends on",
                    "Correct the target, or depend on the package that has it.");
        }
    }

    /** Names of all packages that the package depends on, including alternatives. */
    private Set<String> dependencies() {
        Set<String> names = new TreeSet<>();
        if (opened.fields == null) {
            return names;
        }
        for (String field : List.of("Depends", "Pre-Depends")) {
            for (String relation : opened.fields.get(field).orElse("").split("[,|]", -1)) {
                names.add(relation.strip().replaceFirst("(?s)[\\s(:\\[<].*", ""));
            }
        }
        names.remove("");
        return names;
    }

    private void add(String path, String target, String problem, String remedy) {
        findings.add(Check.LINKS, "/" + path, "the link to '" + target + "' " + problem, remedy);
    }
}
