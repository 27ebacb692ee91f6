// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Module trees that are on this machine. */
public interface FetchedSource extends ModuleSource {

    /** Selects the files that belong to a tree: modules, lists, kernel, and the files that describe the build. */
    Predicate<String> TREE_FILE =
            Pattern.compile("[\\w+.-]+\\.(mod|lst|img)|modinfo\\.sh|config\\.h").asMatchPredicate();

    /** The requested version, if there is one. */
    default Optional<String> version() {
        return Optional.empty();
    }

    /** The files that contain the modules or their source, the main one first; none for a directory. */
    default List<Path> files() {
        return List.of();
    }

    /** Patches that are applied to the source before the modules are built, in this order. */
    default List<Path> patches() {
        return List.of();
    }

    /** The package that contains the copyright file, if it is not the file with the modules. */
    default Optional<Path> copyrightPackage() throws IOException {
        return Optional.empty();
    }

    /** The changelog of the source package that the modules were built from; empty if this source does not contain it. */
    default Optional<String> changelog() throws IOException {
        return Optional.empty();
    }

    /**
     * Copies the trees of some platforms into a directory, as {@code <platform>/}.
     *
     * @return the origin of the trees
     */
    GrubOrigin copyTo(Path directory, Set<Platform> platforms) throws IOException;

    /** A text that identifies the modules: it differs if the modules differ. */
    String state(Set<Platform> platforms) throws IOException;

    @Override
    default FetchedSource fetched(BuildLog log) throws IOException {
        return this;
    }
}
