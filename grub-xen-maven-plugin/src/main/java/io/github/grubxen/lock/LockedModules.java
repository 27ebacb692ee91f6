// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.FetchedSource;
import io.github.grubxen.source.ModulesDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The modules of a lock, for a comparison.
 *
 * @param lock the lock
 * @param built the modules of the last build, which may be different or missing
 * @param source gets the source of the locked modules
 */
public record LockedModules(LockFile lock, ModulesDirectory built, Source source) {

    /** Gets the source of the locked modules. */
    @FunctionalInterface
    public interface Source {
        /** The source, fetched. */
        FetchedSource fetched() throws IOException;
    }

    /**
     * Finds the modules: the trees of the last build if they match the lock, otherwise copies from their source.
     *
     * @return empty if they are no longer available, which is logged
     */
    Optional<ModulesDirectory> find(Set<Platform> platforms, Path copies, BuildLog log) throws IOException {
        if (isBuilt(platforms)) {
            return Optional.of(built);
        }
        try {
            ModulesDirectory directory = new ModulesDirectory(copies);
            directory.fill(source.fetched(), platforms);
            return Optional.of(directory);
        } catch (BadInput gone) {
            log.warn("The modules cannot be compared. " + gone.getMessage());
            return Optional.empty();
        }
    }

    private boolean isBuilt(Set<Platform> platforms) throws IOException {
        for (Platform platform : platforms) {
            Path tree = built.path().resolve(platform.id());
            if (!Files.isDirectory(tree)
                    || !TreeDigest.of(tree).equals(lock.lock().trees().get(platform))) {
                return false;
            }
        }
        return true;
    }
}
