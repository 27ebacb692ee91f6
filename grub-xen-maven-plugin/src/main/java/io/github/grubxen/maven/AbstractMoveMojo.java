// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.lock.LockFile;
import io.github.grubxen.lock.LockMove;
import io.github.grubxen.lock.LockedModules;
import io.github.grubxen.source.ModulesDirectory;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** The code shared by the goals that compare the lock with the newest version. */
abstract class AbstractMoveMojo extends AbstractModulesMojo {

    /**
     * The images, as for the goal images. Only the modules of these images are compared.
     *
     * @since 0.9.0
     */
    @Parameter
    private List<ImageConfiguration> images = new ArrayList<>();

    /**
     * Directory of the configs that become images if no {@code <images>} are configured.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.flavours", defaultValue = "${basedir}/src/main/grub")
    private File flavours;

    /**
     * {@code debian-split}, {@code all-guests} or {@code site} (default), as for the goal images.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.preset")
    private @Nullable String preset;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    AbstractMoveMojo(RepositorySystem resolver) {
        super(resolver);
    }

    @Override
    final boolean skipGoal() {
        return false;
    }

    @Override
    final void make() throws IOException {
        ModuleSources sources = sources();
        Optional<LockFile> lock = sources.lock();
        if (lock.isEmpty()) {
            getLog().info("Nothing to do: there is no lock " + lockFile() + ". The goal grub-xen:lock writes one.");
            return;
        }
        lock.get().checkOrigin(sources.asked());
        LockMove move = LockMove.of(
                new LockedModules(lock.get(), directories().modules(), () -> sources.locked(lock.get(), log())),
                sources.newest(lock.get(), log()),
                wantedPlatforms(),
                tree -> modules().of(tree),
                scratch(),
                log());
        move.lines().forEach(getLog()::info);
        if (move.isMove()) {
            moved(move);
        }
    }

    /** Handles a newer version. */
    abstract void moved(LockMove move) throws IOException;

    /** The modules to compare. The images can be planned once the newest trees have been copied. */
    private ProjectModules modules() throws IOException {
        Preset chosen = Preset.of(preset);
        boolean makesImages = !images.isEmpty()
                || chosen != Preset.SITE
                || !Site.configs(flavours.toPath()).isEmpty();
        ModulesDirectory trees = LockMove.newestTrees(scratch());
        return new ProjectModules(
                makesImages
                        ? new Site(
                                        chosen,
                                        flavours.toPath(),
                                        new PomValues(session(), execution)::of,
                                        trees,
                                        trees().configs(),
                                        timestamp(),
                                        new Site.Shared())
                                .images(images)
                        : List.of(),
                log());
    }
}
