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
 * GRUB's modules, built from its source. Trees are kept in the cache: the same recipe with the same programs is built once.
 *
 * @param recipe what is built
 * @param plugin what tells this plugin from another version of it, whose steps may give other bytes
 * @param root the suite whose programs build it; this machine's if there is none
 * @param cache the directory of the cache
 * @param logs directory that gets the log of a step that failed
 */
public record BuiltSource(BuildRecipe recipe, String plugin, Optional<AptRepository> root, Path cache, Path logs)
        implements ModuleSource {

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
