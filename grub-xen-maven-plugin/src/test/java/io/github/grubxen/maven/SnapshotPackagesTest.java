// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.deb.PackageCompression;
import io.github.grubxen.deb.PackageContents;
import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.deb.SnapshotVersion;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.junit.jupiter.api.Test;

/** Which version a build gives a SNAPSHOT's packages: input stands for all that goes into them. */
class SnapshotPackagesTest {
    private static final Instant START = Instant.parse("2026-11-26T10:15:00Z");
    private static final String PREFIX = "2.12-9+1.5~";

    private final List<String> former = new ArrayList<>();
    private final Set<String> made = new HashSet<>();
    private String input = "one";

    @Test
    void theFirstHasThatOfItsStart() throws IOException {
        assertThat(build(START)).isEqualTo(PREFIX + "20261126T101500");
    }

    @Test
    void ofTheSameInputsKeepTheirs() throws IOException {
        String first = build(START);
        assertThat(build(START.plusSeconds(3600))).isEqualTo(first);
        input = "two";
        String second = build(START.plusSeconds(7200));
        assertThat(second).isEqualTo(PREFIX + "20261126T121500");
        assertThat(build(START.plusSeconds(9000))).isEqualTo(second);
    }

    @Test
    void ofOtherInputsIsHigherWhateverTheClockSays() throws IOException {
        build(START);
        input = "two";
        assertThat(build(START)).isEqualTo(PREFIX + "20261126T101501");
        input = "three";
        assertThat(build(START.minusSeconds(100_000))).isEqualTo(PREFIX + "20261126T101502");
    }

    @Test
    void ofAnotherGrubOrProjectDoNotCount() throws IOException {
        former.add("2.06-1+1.5~20301126T101500");
        former.add("2.12-9+1.4~20301126T101500");
        former.add("2.12-9+1.5~SNAPSHOT");
        former.add("");
        assertThat(build(START)).isEqualTo(PREFIX + "20261126T101500");
    }

    @Test
    void ofOneExecutionOfTheGoalIsNoOtherOnes() throws IOException {
        String first = build(START);
        input = "of another execution";
        String other = build(START.plusSeconds(1));
        input = "one";
        assertThat(build(START.plusSeconds(2))).isEqualTo(first);
        input = "of another execution";
        assertThat(build(START.plusSeconds(3))).isEqualTo(other);
    }

    @Test
    void thatAreFinishedHaveTheirVersionsInTheirNames() throws IOException {
        SnapshotVersion versions = new SnapshotVersion("1:2.12-9", "1.5-SNAPSHOT");
        List<Path> debs = List.of(
                Path.of("target/aa_2.12-9+1.5~20261125T101500_amd64.deb"),
                Path.of("target/bb_2.12-9+1.5~20261124T101500_amd64.deb"),
                Path.of("target/cc_2.12-9+1.5~20261124T101500_amd64.deb"),
                Path.of("another.deb"));
        assertThat(SnapshotPackages.versions(versions, debs, START))
                .containsExactly("1:2.12-9+1.5~20261124T101500", "1:2.12-9+1.5~20261125T101500");
        assertThat(SnapshotPackages.versions(versions, List.of(Path.of("another.deb")), START))
                .containsExactly("1:2.12-9+1.5~20261126T101500");
    }

    @Test
    void theStartIsTheSameForAllGoalsAndProjectsOfABuild() {
        MavenExecutionRequest build = new DefaultMavenExecutionRequest();
        Instant start = BuildMemory.start(OneTimestampWarningTest.session(build));
        assertThat(BuildMemory.start(OneTimestampWarningTest.session(build))).isEqualTo(start);
        build.setStartTime(Date.from(START));
        assertThat(BuildMemory.start(OneTimestampWarningTest.session(build))).isEqualTo(START);
    }

    private String build(Instant start) throws IOException {
        SnapshotPackages chosen = SnapshotPackages.of(
                new SnapshotVersion("2.12-9", "1.5-SNAPSHOT"),
                former,
                start,
                version -> List.of(recipe("site-boot", version), recipe("site-modules", version)),
                recipe -> made.contains(recipe.fileName() + " of " + input));
        for (PackageRecipe recipe : chosen.recipes()) {
            assertThat(recipe.fileName()).contains("_" + chosen.version() + "_");
            assertThat(made.add(recipe.fileName() + " of " + input)).isEqualTo(!chosen.kept());
        }
        former.add(chosen.version());
        assertThat(chosen.line()).contains(chosen.version()).contains("-Dgrub-xen.snapshotTime=false");
        return chosen.version();
    }

    private static PackageRecipe recipe(String name, String version) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Package", name);
        fields.put("Version", version);
        fields.put("Architecture", "amd64");
        fields.put("Maintainer", "A <a@example.org>");
        fields.put("Description", "a package");
        return PackageRecipe.of(
                name,
                new ControlParagraph(fields),
                new PackageContents(List.of()),
                new TreeMap<String, Bytes>(),
                PackageCompression.of(PackageCompression.Type.NONE),
                0);
    }
}
