// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Fingerprint;
import io.github.grubxen.io.UpToDateRecords;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.FetchedSource;
import java.io.File;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Gets GRUB's modules for Xen from a directory, a grub-xen-bin package file, a Maven artifact or apt, and checks them. Writes a tree for each
 * platform to {@code target/grub-xen/modules/<platform>/}.
 */
@Mojo(name = "modules", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, threadSafe = true)
public class ModulesMojo extends AbstractGrubXenMojo {
    private static final String MODULES = "modules";

    /**
     * The source of the modules: {@code <directory>}, {@code <deb>}, {@code <artifact>} or {@code <apt>}. Default: apt with the machine's suite.
     * Each element has a property; an element and its property must not have different values.
     */
    @Parameter
    private GrubConfiguration grub = new GrubConfiguration();

    /** {@code <grub><directory>}: a directory with {@code <platform>/} directories. */
    @Parameter(property = "grub-xen.directory")
    private @Nullable File grubDirectory;

    /** {@code <grub><deb>}: a grub-xen-bin package file. */
    @Parameter(property = "grub-xen.deb")
    private @Nullable File grubDeb;

    /** {@code <grub><artifact>}: group:artifact:version[:classifier]:type of a package file or an archive of module trees. */
    @Parameter(property = "grub-xen.artifact")
    private @Nullable String grubArtifact;

    /** {@code <grub><apt><suite>}: code name of the suite. */
    @Parameter(property = "grub-xen.suite")
    private @Nullable String grubSuite;

    /** {@code <grub><apt><version>}: exact version of the package. */
    @Parameter(property = "grub-xen.grubVersion")
    private @Nullable String grubVersion;

    /** The platforms to get modules for. */
    @Parameter(property = "grub-xen.platforms", defaultValue = "i386-xen,x86_64-xen,i386-xen_pvh")
    private List<String> platforms;

    /** Directory that keeps the packages that apt fetched. */
    @Parameter(property = "grub-xen.cache", defaultValue = "${settings.localRepository}/.cache/grub-xen")
    private File cache;

    /** Whether only the cache is used ({@code mvn -o}). */
    @Parameter(defaultValue = "${settings.offline}", readonly = true)
    private boolean offline;

    /** Rebuilds files that are up to date too. */
    @Parameter(property = "grub-xen.force", defaultValue = "false")
    private boolean force;

    /**
     * Whether the modules are also packed into {@code target/<artifactId>-<version>-grub-modules.tar.xz} and attached to the
     * project with the classifier {@code grub-modules}, for {@code <grub><artifact>} of other projects.
     */
    @Parameter(property = "grub-xen.attachModules", defaultValue = "false")
    private boolean attachModules;

    /** Skips this goal. */
    @Parameter(property = "grub-xen.modules.skip", defaultValue = "false")
    private boolean skipModules;

    private final RepositorySystem resolver;
    private final MavenProjectHelper projectHelper;

    /** For Maven. */
    @Inject
    public ModulesMojo(RepositorySystem resolver, MavenProjectHelper projectHelper) {
        this.resolver = resolver;
        this.projectHelper = projectHelper;
    }

    @Override
    boolean skipGoal() {
        return skipModules;
    }

    @Override
    void make() throws IOException {
        Set<Platform> wanted = wanted();
        FetchedSource source = grub.or(
                        new GrubConfiguration.Properties(grubDirectory, grubDeb, grubArtifact, grubSuite, grubVersion))
                .source(cache.toPath(), offline, ArtifactFiles.of(resolver, session()))
                .fetched(log());
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

    private Set<Platform> wanted() throws BadInput {
        Set<Platform> wanted = EnumSet.noneOf(Platform.class);
        for (String platform : platforms) {
            wanted.add(Platform.of("<platforms> (grub-xen.platforms)", platform.strip()));
        }
        if (wanted.isEmpty()) {
            throw new BadInput("<platforms>", "no platform", "Name at least one, or leave the element out.");
        }
        return wanted;
    }
}
