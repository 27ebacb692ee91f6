// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.DebianSources;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.SilentLog;
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

/** GRUB 2.06, 2.12 and 2.14, each built twice: by two users, in two directories, with two dates, time zones and numbers of jobs. */
@Tag("nightly")
class DeterministicBuildTest {
    private static final Path CACHE = Path.of(System.getProperty("grub-xen.cache", "target/cache"));
    private static final Set<Platform> ONE = EnumSet.of(Platform.I386_XEN_PVH);

    @TempDir
    Path directory;

    /** Builds with other variables. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> other =
                Map.of("TZ", "Pacific/Kiritimati", "SOURCE_DATE_EPOCH", "86400", "USER", "other", "MAKEFLAGS", "-j1");
        build(arguments[0], other, Path.of(arguments[1]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bookworm", "trixie", "sid"})
    void theBytesAreThoseOfAnotherUserPlaceAndDay(String suite) throws IOException {
        Path one = Files.createDirectory(directory.resolve("one"));
        build(suite, Map.of(), one);
        Path other = Files.createDirectory(directory.resolve("other"));
        Path temporary = Files.createDirectories(directory.resolve("another place/for temporary files"));
        OtherJava.ofAnotherUser()
                .within(BuildEnvironment.TIME_LIMIT)
                .run(List.of("-Djava.io.tmpdir=" + temporary), getClass(), suite, other.toString());
        TreeComparison comparison = TreeComparison.of(one.resolve("i386-xen_pvh"), other.resolve("i386-xen_pvh"));
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.modules()).isGreaterThan(200);
    }

    private static void build(String suite, Map<String, String> variables, Path target) throws IOException {
        SilentLog log = new SilentLog();
        Path dsc = DebianSources.grub2OrFormer(CACHE, suite, log);
        DebianSource source = DebianSource.fetched(dsc, Optional.empty(), log);
        BuildRecipe recipe = new BuildRecipe(source, List.of(), List.of(), variables);
        BuildEnvironment programs =
                SuiteEnvironment.prepare(new AptRepository(CACHE, Optional.of(suite), false), CACHE, recipe, log);
        new GrubBuild(recipe, programs, target.resolve("logs"), log).run(ONE, target);
    }
}
