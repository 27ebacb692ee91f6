// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.MemdiskTrap;
import io.github.grubxen.script.Node;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the files of the image's memdisk that names refer to. */
final class MemdiskFile {
    private MemdiskFile() {}

    static final String DEVICE = "memdisk";

    private static final Pattern PLACE = Pattern.compile("\\(([^()]*)\\)(.*)", Pattern.DOTALL);

    /**
     * The path in the memdisk that a name refers to, without a leading slash. Empty for a file of another device, for a list of
     * blocks, and if it is unknown.
     *
     * @param root the variable {@code root}, if it is known
     */
    static Optional<String> path(String name, Optional<String> root) {
        Matcher place = PLACE.matcher(name);
        boolean device = place.matches();
        String path = device ? place.group(2) : name;
        return (device ? Optional.of(place.group(1)) : root)
                .filter(DEVICE::equals)
                .filter(memdisk -> path.startsWith("/"))
                .map(memdisk -> MemdiskTrap.path(path));
    }

    /** The paths whose existence a config tests, and that it therefore uses only if they exist. */
    static Set<String> askedFor(Subject subject) {
        Set<String> paths = new HashSet<>();
        for (Node node : subject.nodes()) {
            for (NamedFile file : NamedFile.in(node, subject)) {
                if (file.use() == NamedFile.Use.TESTS || file.use() == NamedFile.Use.MEASURES) {
                    file.certain().stream()
                            .flatMap(name -> path(name, node.root().literal()).stream())
                            .forEach(paths::add);
                }
            }
        }
        return paths;
    }
}
