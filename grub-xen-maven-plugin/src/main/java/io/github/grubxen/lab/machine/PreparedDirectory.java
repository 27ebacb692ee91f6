// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.KeyedDirectory;
import io.github.grubxen.source.AptPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Directories of the lab in the cache. They are made from packages, and made again if the packages or the recipe
 * change.
 */
public final class PreparedDirectory {
    /** Name of the directory of the cache that contains them. */
    public static final String DIRECTORY = "lab";

    private PreparedDirectory() {}

    /**
     * The directory. It is made if it is missing or incomplete.
     *
     * @param kind the kind of its contents, which is the beginning of its name
     * @param packages the packages that it is made from
     * @param recipe further inputs besides the packages
     */
    public static Path of(
            Path cache, String kind, List<AptPackage> packages, String recipe, BuildLog log, AtomicFile.Filler filler)
            throws IOException {
        StringBuilder key = new StringBuilder(recipe);
        packages.forEach(found -> key.append('\n').append(found.sha256()));
        return KeyedDirectory.of(cache.toAbsolutePath().resolve(DIRECTORY), kind, key.toString(), log, fresh -> {
            try {
                filler.fill(fresh);
            } catch (IOException e) { // before the files that fill the disk are deleted
                throw FullDisk.explain(e, List.of(fresh));
            }
        });
    }
}
