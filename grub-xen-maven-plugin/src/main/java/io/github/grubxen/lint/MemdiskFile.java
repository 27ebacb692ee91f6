// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.MemdiskTrap;
import io.github.grubxen.script.Node;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that stand for files of the image's memdisk. */
final class MemdiskFile {
    private MemdiskFile() {}

    static final String DEVICE = "memdisk";

    private static final Pattern PLACE = Pattern.compile("\\(([^()]*)\\)(.*)", Pattern.DOTALL);

    /**
     * The path in the memdisk that a name stands for, without a slash before it; nothing for a file of another device, a list of
     * blocks, and where nobody knows.
     *
     * @param root the variable {@code root}, where it is known
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

    /** The paths that a config tests for: it uses such a file only where it is. */
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
