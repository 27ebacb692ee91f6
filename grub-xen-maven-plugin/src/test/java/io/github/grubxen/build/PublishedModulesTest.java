// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.source.AptSource;
import io.github.grubxen.testing.DebianSources;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian's modules of all platforms, GRUB 2.06, 2.12 and 2.14, built from Debian's source in a root of their suite. */
@Tag("nightly")
class PublishedModulesTest {
    private static final Path CACHE = Path.of(System.getProperty("grub-xen.cache", "target/cache"));
    private static final Set<Platform> ALL = EnumSet.allOf(Platform.class);

    private static final BuildLog LOG = new BuildLog() {
        @Override
        public void info(String line) {
            System.out.println(line);
        }

        @Override
        public void warn(String line) {
            System.out.println(line);
        }
    };

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"bookworm", "trixie", "sid"})
    void areEqualToThoseThatAreBuilt(String suite) throws IOException {
        Path dsc = DebianSources.grub2(CACHE, suite, LOG);
        DebianSource source = DebianSource.fetched(dsc, Optional.empty(), LOG);
        AptRepository apt = new AptRepository(CACHE, Optional.of(suite), false);
        Path published = Files.createDirectory(directory.resolve("published"));
        DebianSources.orSkip(
                        "grub-xen-bin of " + source.version().orElse("") + " in " + suite,
                        () -> new AptSource(apt, source.version()).fetched(LOG))
                .copyTo(published, ALL);
        Path built = Files.createDirectory(directory.resolve("built"));
        BuildRecipe recipe = new BuildRecipe(source, List.of(), List.of(), Map.of());
        BuildEnvironment programs = SuiteEnvironment.prepare(apt, CACHE, recipe, LOG);
        new GrubBuild(recipe, programs, directory.resolve("logs"), LOG).run(ALL, built);
        if (suite.equals("sid")) { // whose compiler changes between two uploads of GRUB
            Tools.needEvenInCi(
                    compiler(built).equals(compiler(published)),
                    "sid's compiler of the day on which GRUB was uploaded");
        }
        for (Platform platform : ALL) {
            TreeComparison comparison =
                    TreeComparison.of(published.resolve(platform.id()), built.resolve(platform.id()));
            assertThat(comparison.differences()).as(platform.id()).isEmpty();
            assertThat(comparison.modules()).isGreaterThan(200);
        }
    }

    private static String compiler(Path trees) throws IOException {
        return Files.readAllLines(trees.resolve(Platform.I386_XEN.id()).resolve("modinfo.sh")).stream()
                .filter(line -> line.startsWith("grub_target_cc_version="))
                .findFirst()
                .orElse("");
    }
}
