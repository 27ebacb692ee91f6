// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Directories;
import io.github.grubxen.io.UpToDateRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left in target of the packages of a SNAPSHOT after another build. */
class FormerPackagesTest {
    private static final String OLD = "2.12-9+1.5~20261126T101500";
    private static final String NEW = "2.12-9+1.5~20261127T101500";

    @TempDir
    Path directory;

    private final UpToDateRecords records = new UpToDateRecords();

    @Test
    void areGoneWithWhatWasWrittenAboutThem() throws IOException {
        write("site_" + OLD + "_amd64.deb", "site_" + NEW + "_amd64.deb");
        touch("site_" + OLD + "_amd64.cdx.json", "site_" + NEW + "_amd64.cdx.json", "notes.txt");
        touch("source_" + OLD + "_amd64.changes", "source_" + OLD + "_amd64.buildinfo");
        touch("source_" + NEW + "_amd64.changes");
        replace("site_" + NEW + "_amd64.deb");
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "site_" + NEW + "_amd64.deb",
                        "site_" + NEW + "_amd64.cdx.json",
                        "source_" + NEW + "_amd64.changes",
                        "notes.txt");
        assertThat(records.names()).containsExactly("site_" + NEW + "_amd64.deb");
    }

    @Test
    void ofVersionedImagesAreGoneTooTheVersionIsInTheirName() throws IOException {
        String old = "site-2.12-9+1.5..20261126t101500_" + OLD + "_amd64.deb";
        String fresh = "site-2.12-9+1.5..20261127t101500_" + NEW + "_amd64.deb";
        write(old, fresh, "site_" + OLD + "_amd64.deb", "site_" + NEW + "_amd64.deb");
        Path stage = Files.createDirectories(directory.resolve("stage/site-2.12-9+1.5..20261126t101500/usr"));
        replace(fresh, "site_" + NEW + "_amd64.deb");
        assertThat(files()).containsExactlyInAnyOrder(fresh, "site_" + NEW + "_amd64.deb");
        assertThat(stage.getParent()).doesNotExist();
    }

    @Test
    void withSnapshotInTheirVersionAreGoneWhenOnesWithATimeComeAndTheOtherWayRound() throws IOException {
        write("site_2.12-9+1.5~SNAPSHOT_amd64.deb", "site_" + NEW + "_amd64.deb");
        replace("site_" + NEW + "_amd64.deb");
        assertThat(files()).containsExactly("site_" + NEW + "_amd64.deb");
        write("site_2.12-9+1.5~SNAPSHOT_amd64.deb");
        replace("site_2.12-9+1.5~SNAPSHOT_amd64.deb");
        assertThat(files()).containsExactly("site_2.12-9+1.5~SNAPSHOT_amd64.deb");
        write("site_2.12-9+1.5_amd64.deb");
        replace("site_2.12-9+1.5_amd64.deb");
        assertThat(files()).containsExactly("site_2.12-9+1.5_amd64.deb");
    }

    @Test
    void ofAnotherNameOrAReleaseStay() throws IOException {
        write("other_" + OLD + "_amd64.deb", "site_1.4_amd64.deb", "site_" + NEW + "_amd64.deb");
        touch("site_" + OLD + "_amd64.deb"); // of which no build of this directory knows
        replace("site_" + NEW + "_amd64.deb");
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "other_" + OLD + "_amd64.deb",
                        "site_1.4_amd64.deb",
                        "site_" + OLD + "_amd64.deb",
                        "site_" + NEW + "_amd64.deb");
    }

    @Test
    void areKnownByTheirVersions() throws IOException {
        write("site_" + OLD + "_amd64.deb", "other_" + NEW + "_amd64.deb");
        records.put("stage/site", "key", directory);
        assertThat(new FormerPackages(records, directory, directory).versions()).containsExactly(OLD, NEW);
        assertThat(FormerPackages.version(directory.resolve("site_" + OLD + "_amd64.deb")))
                .isEqualTo(OLD);
        assertThat(FormerPackages.version(directory.resolve("any.deb"))).isEmpty();
    }

    private void write(String... debs) throws IOException {
        touch(debs);
        for (String deb : debs) {
            records.put(deb, "key", directory.resolve(deb));
        }
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(directory.resolve(name), name);
        }
    }

    private void replace(String... current) throws IOException {
        new FormerPackages(records, directory, directory.resolve("stage"))
                .deleteReplaced(Arrays.stream(current).collect(Collectors.toSet()));
    }

    private Set<String> files() throws IOException {
        return Directories.list(directory).stream()
                .filter(Files::isRegularFile)
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
    }
}
