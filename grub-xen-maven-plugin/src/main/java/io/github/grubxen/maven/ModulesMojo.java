// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.Fingerprint;
import io.github.grubxen.io.UpToDateRecords;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.FetchedSource;
import java.io.IOException;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.eclipse.aether.RepositorySystem;

/**
 * Gets GRUB's modules for Xen and checks them. They come from a directory, a grub-xen-bin package file, a Maven artifact, GRUB's
 * source or apt. Writes a tree for each platform to {@code target/grub-xen/modules/<platform>/}. If there is a lock file, the
 * modules must be the locked ones.
 *
 * @since 0.9.0
 */
@Mojo(name = "modules", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, threadSafe = true)
public class ModulesMojo extends AbstractModulesMojo {
    private static final String MODULES = "modules";

    /**
     * Rebuilds files that are up to date too.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.force", defaultValue = "false")
    private boolean force;

    /**
     * Whether the modules are also packed into {@code target/<artifactId>-<version>-grub-modules.tar.xz} and attached to the
     * project with the classifier {@code grub-modules}, for {@code <grub><artifact>} of other projects.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.attachModules", defaultValue = "false")
    private boolean attachModules;

    /**
     * Skips this goal.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.modules.skip", defaultValue = "false")
    private boolean skipModules;

    private final MavenProjectHelper projectHelper;

    /** Called by Maven. */
    @Inject
    public ModulesMojo(RepositorySystem resolver, MavenProjectHelper projectHelper) {
        super(resolver);
        this.projectHelper = projectHelper;
    }

    @Override
    boolean skipGoal() {
        return skipModules;
    }

    @Override
    void make() throws IOException {
        Set<Platform> wanted = wantedPlatforms();
        FetchedSource source = sources().forBuild(wanted, log());
        String key = new Fingerprint().of(Maker.identity(), wanted, source.state(wanted));
        UpToDateRecords records = directories().former(MODULES, force);
        if (records.isUpToDate(MODULES, key, directories().modules().path())) {
            getLog().info("Nothing to do: the modules from " + source.description() + " are up to date");
        } else {
            fill(source, wanted);
            records.put(MODULES, key, directories().modules().path());
        }
        if (attachModules) {
            ModulesArtifact artifact = new ModulesArtifact(session().getCurrentProject());
            if (artifact.write(directories().modules(), key, timestamp(), records)) {
                log().wrote(artifact.file());
            }
            artifact.attach(projectHelper);
        }
        records.write(directories().records(MODULES));
    }

    private void fill(FetchedSource source, Set<Platform> wanted) throws IOException {
        for (ModuleTree tree : directories().modules().fill(source, wanted)) {
            trees().keep(tree);
            getLog().info("GRUB " + tree.info().packageVersion() + " for " + tree.platform() + ": "
                    + tree.modules().size() + " modules from " + source.description());
        }
    }
}
