// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Packages with their dependencies, as far as a pattern of names permits. Of alternatives, the first is used. Versions are not
 * compared, because the packages of a suite fit each other.
 *
 * <p>Source: Debian Policy, chapter 7.
 *
 * @param roots names of the requested packages
 * @param follow names of the dependencies to include
 */
record AptClosure(Collection<String> roots, Pattern follow) {

    /** Provides the descriptions of packages. */
    @FunctionalInterface
    interface PackageList {
        /** The paragraphs of the packages that exist. */
        List<ControlParagraph> show(Collection<String> names) throws IOException;
    }

    /**
     * All packages, in the order of their names.
     *
     * @throws BadInput if no package has one of the names
     */
    List<AptPackage> resolve(PackageList list) throws IOException {
        Map<String, AptPackage> found = new TreeMap<>();
        Set<String> wanted = new TreeSet<>(roots);
        while (!wanted.isEmpty()) {
            Set<String> next = new TreeSet<>();
            for (ControlParagraph paragraph : list.show(wanted)) {
                AptPackage described = AptPackage.of(paragraph);
                if (wanted.remove(described.name())) {
                    found.put(described.name(), described);
                    next.addAll(dependencies(paragraph));
                }
            }
            if (!wanted.isEmpty()) {
                throw new BadInput(
                        "apt",
                        "no package " + String.join(", ", wanted) + " in the package lists",
                        "Check the suite and apt's sources; the lab needs Debian's package names.");
            }
            next.removeAll(found.keySet());
            wanted = next;
        }
        return List.copyOf(found.values());
    }

    /**
     * Whether these packages are a possible result: all requested packages, and only dependencies that the pattern
     * permits.
     */
    boolean mayHave(List<AptPackage> packages) {
        Set<String> names = new TreeSet<>();
        packages.forEach(found -> names.add(found.name()));
        return names.size() == packages.size()
                && names.containsAll(roots)
                && names.stream()
                        .allMatch(name ->
                                roots.contains(name) || follow.matcher(name).matches());
    }

    private List<String> dependencies(ControlParagraph paragraph) {
        List<String> names = new ArrayList<>();
        for (String field : List.of("Pre-Depends", "Depends")) {
            for (String relation : paragraph.get(field).orElse("").split(",", -1)) {
                String name = relation.strip().replaceFirst("[\\s(:|].*", "");
                if (follow.matcher(name).matches()) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
