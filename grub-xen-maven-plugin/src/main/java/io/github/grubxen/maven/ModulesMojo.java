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
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Gets GRUB's modules for Xen from a directory, a grub-xen-bin package file or apt, and checks them. Writes a tree for each
 * platform to {@code target/grub-xen/modules/<platform>/}.
 */
@Mojo(name = "modules", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, threadSafe = true)
public class ModulesMojo extends AbstractGrubXenMojo {
    private static final String MODULES = "modules";

    /**
     * The source of the modules: {@code <directory>}, {@code <deb>} or {@code <apt>}. Default: apt with the machine's suite.
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

    /** Skips this goal. */
    @Parameter(property = "grub-xen.modules.skip", defaultValue = "false")
    private boolean skipModules;

    @Override
    boolean skipGoal() {
        return skipModules;
    }

    @Override
    void make() throws IOException {
        Set<Platform> wanted = EnumSet.noneOf(Platform.class);
        for (String platform : platforms) {
            wanted.add(Platform.of("<platforms> (grub-xen.platforms)", platform.strip()));
        }
        if (wanted.isEmpty()) {
            throw new BadInput("<platforms>", "no platform", "Name at least one, or leave the element out.");
        }
        FetchedSource source = grub.or(new GrubConfiguration.Properties(grubDirectory, grubDeb, grubSuite, grubVersion))
                .source(cache.toPath(), offline)
                .fetched(log());
        String key = new Fingerprint().of(Maker.identity(), wanted, source.state(wanted));
        Path directory = modulesDirectory().path();
        if (former(MODULES, force).isUpToDate(MODULES, key, directory)) {
            getLog().info("Nothing to do: the modules from " + source.description() + " are up to date");
            return;
        }
        for (ModuleTree tree : modulesDirectory().fill(source, wanted)) {
            trees().keep(tree);
            getLog().info("GRUB " + tree.info().packageVersion() + " for " + tree.platform() + ": "
                    + tree.modules().size() + " modules from " + source.description());
        }
        UpToDateRecords stamps = new UpToDateRecords();
        stamps.put(MODULES, key, directory);
        stamps.write(stampsFile(MODULES));
    }
}
