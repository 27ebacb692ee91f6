// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.build.BuiltSource;
import io.github.grubxen.build.TreeComparison;
import io.github.grubxen.io.BadInput;
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
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Builds GRUB's modules from their source and compares them with published modules, file by file. If all are equal, the published
 * modules were built from that source. Any difference fails the goal. Needs no project; in a project, it builds the source in
 * {@code <grub><source>} of the POM. It does not use the lock.
 *
 * @since 0.9.0
 */
@Mojo(name = "rebuild", requiresProject = false, threadSafe = true)
public class RebuildMojo extends AbstractSourceMojo {
    /**
     * The published modules: a grub-xen-bin package file, or a directory with {@code <platform>/} directories. Default, if apt
     * fetches the source: grub-xen-bin of the same suite and version.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.published")
    private @Nullable File published;

    @Override
    boolean skipGoal() {
        return false;
    }

    @Override
    void make() throws IOException {
        warnOfUnknownProperties();
        SourceConfiguration source = grub().sourceOr(sourceProperties())
                .orElseThrow(() -> new BadInput(
                        "grub-xen.source", "no source to build", "Set -Dgrub-xen.source=FILE or apt:SUITE."));
        BuiltSource built = source.built(GrubConfiguration.SOURCE, places(), Optional.empty(), log());
        FetchedSource other = published(
                source.apt(GrubConfiguration.SOURCE), built.recipe().source().version());
        FetchedSource ours = built.fetched(log());
        String last = TemporaryDirectory.use("grub-xen-rebuild", scratch -> compare(ours, other, scratch));
        getLog().info(last);
    }

    private FetchedSource published(Optional<AptSourceName> apt, Optional<String> version) throws IOException {
        if (published == null && apt.isPresent()) {
            AptRepository suite =
                    new AptRepository(places().cache(), Optional.of(apt.get().suite()), places().offline());
            return new AptSource(suite, version).fetched(log());
        }
        Path path =
                AbstractCommandLineMojo.needed("grub-xen.published", published, "no published modules to compare with");
        return Files.isDirectory(path) ? new DirectorySource(path) : new DebSource(path);
    }

    /** Compares, and returns the last line. */
    private String compare(FetchedSource built, FetchedSource other, Path scratch) throws IOException {
        Set<Platform> wanted = wantedPlatforms();
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
        return last;
    }
}
