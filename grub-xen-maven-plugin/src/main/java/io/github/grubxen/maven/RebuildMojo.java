// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.build.BuiltSource;
import io.github.grubxen.build.TreeComparison;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.TemporaryDirectory;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.source.AptSource;
import io.github.grubxen.source.DebSource;
import io.github.grubxen.source.DirectorySource;
import io.github.grubxen.source.FetchedSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Builds GRUB's modules from their source and compares them with published modules, file by file. If all are equal, the published
 * modules were built from that source. Any difference fails the goal. Needs no project.
 */
@Mojo(name = "rebuild", requiresProject = false, threadSafe = true)
public class RebuildMojo extends AbstractCommandLineMojo {

    /**
     * GRUB's source: a .dsc file with its files beside it, a tarball, a directory, {@code apt:SUITE}, or {@code
     * apt:SUITE=VERSION}.
     */
    @Parameter(property = "grub-xen.source")
    private @Nullable String source;

    /** Patches, applied in this order after the patches of a source package. */
    @Parameter(property = "grub-xen.patches")
    private List<File> patches = new ArrayList<>();

    /** Further arguments for GRUB's configure. */
    @Parameter(property = "grub-xen.configureOptions")
    private List<String> configureOptions = new ArrayList<>();

    /** Further environment variables for configure and make, as NAME=VALUE. */
    @Parameter(property = "grub-xen.environment")
    private List<String> environment = new ArrayList<>();

    /**
     * Where GRUB is built. {@code host}: with the programs of this machine. The code name of a suite: with the programs of that
     * suite, in a root directory of its packages.
     */
    @Parameter(property = "grub-xen.buildRoot", defaultValue = "host")
    private String buildRoot;

    /** A keyring, such as /usr/share/keyrings/debian-keyring.gpg. One of its keys must have signed the .dsc file. */
    @Parameter(property = "grub-xen.keyring")
    private @Nullable File keyring;

    /**
     * The published modules: a grub-xen-bin package file, or a directory with {@code <platform>/} directories. Default, if apt
     * fetches the source: grub-xen-bin of the same suite and version.
     */
    @Parameter(property = "grub-xen.published")
    private @Nullable File published;

    /** The platforms to build and compare. */
    @Parameter(property = "grub-xen.platforms", defaultValue = "i386-xen,x86_64-xen,i386-xen_pvh")
    private List<String> platforms;

    /** Directory for the packages that apt fetches, and for the module trees that are built. */
    @Parameter(property = "grub-xen.cache", defaultValue = "${settings.localRepository}/.cache/grub-xen")
    private File cache;

    /** Whether only the cache is used ({@code mvn -o}). */
    @Parameter(defaultValue = "${settings.offline}", readonly = true)
    private boolean offline;

    @Override
    void run() throws IOException {
        if (source == null) {
            throw new BadInput("grub-xen.source", "no source to build", "Set -Dgrub-xen.source=FILE or apt:SUITE.");
        }
        SourceConfiguration configuration =
                new SourceConfiguration(source, patches, configureOptions, environment, buildRoot, keyring);
        BuiltSource built = configuration.built(
                "grub-xen.source",
                directory(),
                cache.toPath(),
                offline,
                directories().output().resolve("grub"),
                log());
        FetchedSource other = published(source, built.recipe().source().version());
        Path scratch = TemporaryDirectory.create("grub-xen-rebuild");
        try {
            compare(built.fetched(log()), other, scratch);
        } finally {
            Directories.delete(scratch);
        }
    }

    private FetchedSource published(String from, Optional<String> version) throws IOException {
        if (published == null && SourceConfiguration.apt(from).isPresent()) {
            Matcher apt = SourceConfiguration.apt(from).orElseThrow();
            AptRepository suite = new AptRepository(cache.toPath(), Optional.of(apt.group("suite")), offline);
            return new AptSource(suite, version).fetched(log());
        }
        Path path = needed("grub-xen.published", published, "no published modules to compare with");
        return Files.isDirectory(path) ? new DirectorySource(path) : new DebSource(path);
    }

    private void compare(FetchedSource built, FetchedSource other, Path scratch) throws IOException {
        Set<Platform> wanted = new LinkedHashSet<>();
        for (String platform : platforms) {
            wanted.add(Platform.of("grub-xen.platforms", platform.strip()));
        }
        Path theirs = Files.createDirectory(scratch.resolve("published"));
        Path ours = Files.createDirectory(scratch.resolve("built"));
        other.copyTo(theirs, wanted);
        built.copyTo(ours, wanted);
        int modules = 0;
        int equal = 0;
        int differences = 0;
        for (Platform platform : wanted) {
            TreeComparison comparison = TreeComparison.of(theirs.resolve(platform.id()), ours.resolve(platform.id()));
            comparison.differences().forEach(difference -> getLog().error(platform + "/" + difference));
            getLog().info(platform + ": "
                    + (comparison.files() - comparison.differences().size()) + " of " + comparison.files()
                    + " files equal");
            modules += comparison.modules();
            equal += comparison.equalModules();
            differences += comparison.differences().size();
        }
        String last = equal + " of " + modules + " modules equal";
        if (differences > 0) {
            throw new BadInput(
                    other.description(),
                    "was not built from " + built.description() + " in this way: " + last + ", " + differences
                            + " files differ",
                    "See each difference above. Use the programs of the suite that the modules were built in:"
                            + " -Dgrub-xen.buildRoot=SUITE.");
        }
        getLog().info(last);
    }
}
