// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Module trees that are on this machine. */
public interface FetchedSource extends ModuleSource {

    /** The files of a tree that matter: modules, lists, kernel, and what tells how they were built. */
    Predicate<String> TREE_FILE =
            Pattern.compile("[\\w+.-]+\\.(mod|lst|img)|modinfo\\.sh|config\\.h").asMatchPredicate();

    /** The version that was asked for, where one was. */
    default Optional<String> version() {
        return Optional.empty();
    }

    /** The file that the modules are taken out of; nothing for a directory. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** The package that the copyright file is taken out of, if the file with the modules does not have it. */
    default Optional<Path> copyrightPackage() throws IOException {
        return Optional.empty();
    }

    /**
     * Copies the trees of some platforms as {@code <platform>/} into a directory.
     *
     * @return what they were built from
     */
    GrubOrigin copyTo(Path directory, Set<Platform> platforms) throws IOException;

    /** What tells this source from one that has other modules. */
    String state(Set<Platform> platforms) throws IOException;

    @Override
    default FetchedSource fetched(BuildLog log) throws IOException {
        return this;
    }
}
