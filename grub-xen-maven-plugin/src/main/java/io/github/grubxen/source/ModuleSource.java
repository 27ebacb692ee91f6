// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Where module trees come from. */
public interface ModuleSource {

    /** The files of a tree that matter: modules, lists, kernel, and what tells how they were built. */
    Predicate<String> TREE_FILE =
            Pattern.compile("[\\w+.-]+\\.(mod|lst|img)|modinfo\\.sh|config\\.h").asMatchPredicate();

    /** In one line: what is used. */
    String description();

    /** The version that was asked for, where one was. */
    default Optional<String> version() {
        return Optional.empty();
    }

    /**
     * Copies the trees of some platforms as {@code <platform>/} into a folder.
     *
     * @return what they were built from
     */
    GrubOrigin copyTo(Path folder, Set<Platform> platforms, BuildLog log) throws IOException;

    /** The platforms' names. */
    static String names(Collection<Platform> platforms) {
        return String.join(", ", platforms.stream().map(Platform::id).toList());
    }

    /** This source with all that it takes from elsewhere at hand, on this machine. */
    default ModuleSource fetched(BuildLog log) throws IOException {
        return this;
    }

    /** What tells this source, which is at hand, from one that has other modules. */
    String state(Set<Platform> platforms) throws IOException;
}
