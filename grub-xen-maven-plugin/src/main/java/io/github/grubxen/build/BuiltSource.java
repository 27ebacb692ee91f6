// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.source.FetchedSource;
import io.github.grubxen.source.ModuleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * GRUB's modules, built from its source. The trees stay in the cache: the same recipe is built only once with the same
 * programs.
 *
 * @param recipe the source and the choices of the user
 * @param plugin identity of this version of the plugin, because another version may build other bytes
 * @param root the suite whose programs build GRUB; empty for the programs of this machine
 * @param cache the directory of the cache
 * @param logs directory for the log of a failed step
 */
public record BuiltSource(BuildRecipe recipe, String plugin, Optional<AptRepository> root, Path cache, Path logs)
        implements ModuleSource {
    /** Name of the directory of the cache that contains the trees and the roots. */
    public static final String DIRECTORY = "build";

    @Override
    public String description() {
        return recipe.description();
    }

    @Override
    public FetchedSource fetched(BuildLog log) throws IOException {
        BuildEnvironment programs =
                root.isEmpty() ? new HostEnvironment() : SuiteEnvironment.prepare(root.get(), cache, recipe, log);
        return new BuiltTrees(new GrubBuild(recipe, programs, logs, log), plugin, cache);
    }
}
