// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.archive.ControlParagraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Files that several packages install. dpkg refuses the second package, unless one of them replaces the other's files,
 * or they cannot be installed together.
 *
 * <p>Source: Debian Policy, sections 7.4 and 7.6.
 */
public final class SharedPaths {
    private SharedPaths() {}

    /**
     * A package.
     *
     * @param control its fields
     * @param paths the installed paths without directories
     */
    public record Installed(ControlParagraph control, Set<String> paths) {
        private String name() {
            return control.get("Package").orElse("");
        }

        private boolean names(String field, Installed other) {
            Set<String> names = new TreeSet<>(Relations.names(other.control, "Provides"));
            names.add(other.name());
            return Relations.names(control, field).stream().anyMatch(names::contains);
        }
    }

    /** A file that two packages have. */
    public record Shared(String path, String one, String other) {}

    /** The shared files that no field permits. Only the first file of two packages is included. */
    public static List<Shared> of(List<Installed> packages) {
        List<Shared> found = new ArrayList<>();
        for (int i = 0; i < packages.size(); i++) {
            Map<String, String> paths = new HashMap<>();
            packages.get(i).paths.forEach(path -> paths.put(PackageContents.merged(path), path));
            for (Installed other : packages.subList(i + 1, packages.size())) {
                Installed one = packages.get(i);
                if (mayMeet(one, other)) {
                    other.paths.stream()
                            .sorted()
                            .filter(path -> paths.containsKey(PackageContents.merged(path)))
                            .findFirst()
                            .ifPresent(path -> found.add(new Shared(path, one.name(), other.name())));
                }
            }
        }
        return found;
    }

    private static boolean mayMeet(Installed one, Installed other) {
        for (String field : List.of("Conflicts", "Replaces")) {
            if (one.names(field, other) || other.names(field, one)) {
                return false;
            }
        }
        return !one.name().equals(other.name());
    }
}
