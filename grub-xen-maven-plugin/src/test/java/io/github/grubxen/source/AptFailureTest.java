// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of an apt that fails, for what apt itself says. */
class AptFailureTest {
    @TempDir
    Path directory;

    @BeforeEach
    void emptyState() throws IOException {
        for (String name : List.of("etc", "lists/partial", "cache/archives/partial", "repository/dists/site")) {
            Files.createDirectories(directory.resolve(name));
        }
        Files.createFile(directory.resolve("status"));
    }

    @Test
    void aMirrorThatRefusesConnectionsIsOfTheNetwork() throws IOException {
        assertThat(update("http://127.0.0.1:9/debian bookworm main")).isEqualTo(AptFailure.NETWORK);
    }

    @Test
    void anArchiveThatSignsNothingIsUnsigned() throws IOException {
        Files.writeString(directory.resolve("repository/dists/site/Release"), "Suite: site\nComponents: main\n");
        assertThat(update("file:" + directory.resolve("repository") + " site main"))
                .isEqualTo(AptFailure.UNSIGNED);
    }

    @Test
    void aSuiteThatTheArchiveDoesNotHaveIsOfTheSources() throws IOException {
        assertThat(update("file:" + directory.resolve("repository") + " nosuchsuite main"))
                .isEqualTo(AptFailure.OTHER);
    }

    @Test
    void aListThatIsCutOffIsToldFromOneThatIsMissing() throws IOException {
        Path lists = Files.createDirectories(directory.resolve("repository/dists/site/main/binary-amd64"));
        Files.writeString(lists.resolve("Packages"), "Package: cut\nVer");
        Files.writeString(
                directory.resolve("repository/dists/site/Release"),
                "Suite: site\nComponents: main\nArchitectures: amd64\nSHA256:\n " + "0".repeat(64)
                        + " 99 main/binary-amd64/Packages\n");
        assertThat(update("[trusted=yes] file:" + directory.resolve("repository") + " site main"))
                .isEqualTo(AptFailure.DAMAGED);
    }

    /** Words of apt's that no small archive brings about. */
    @Test
    void aFullDiskAndAnExpiredListAreToldApart() {
        assertThat(AptFailure.of("E: Write error - write (28: No space left on device)"))
                .isEqualTo(AptFailure.DISK_FULL);
        assertThat(AptFailure.of("E: Release file for http://mirror/dists/sid/InRelease is expired"
                        + " (invalid since 3d 2h). Updates for this repository will not be applied."))
                .isEqualTo(AptFailure.EXPIRED);
    }

    @Test
    void eachRemedyIsItsOwn() {
        assertThat(AptFailure.values())
                .extracting(failure -> failure.remedy(directory))
                .doesNotHaveDuplicates();
    }

    @Test
    void theMessageShowsTheEndOfALongOutput() {
        String errors = "W: first\n" + "x".repeat(100_000) + "\n" + "E: again\n".repeat(1000) + "E: last\n";
        assertThatThrownBy(() -> new ExternalProgram(100, "", errors).outputOrThrow("apt-get update", "Again."))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("apt-get update: ended with status 100:\n")
                .hasMessageContaining("E: last")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2000));
    }

    private AptFailure update(String source) throws IOException {
        Path list = Files.writeString(directory.resolve("sources.list"), "deb " + source + "\n");
        ExternalProgram apt = ExternalProgram.run(
                List.of(
                        "apt-get",
                        "-o",
                        "Dir::Etc=" + directory.resolve("etc"),
                        "-o",
                        "Dir::Etc::SourceList=" + list,
                        "-o",
                        "Dir::State=" + directory,
                        "-o",
                        "Dir::State::Lists=" + directory.resolve("lists"),
                        "-o",
                        "Dir::State::Status=" + directory.resolve("status"),
                        "-o",
                        "Dir::Cache=" + directory.resolve("cache"),
                        "-o",
                        "APT::Update::Error-Mode=any",
                        "-o",
                        "Acquire::Retries=0",
                        "-o",
                        "Acquire::http::Proxy=DIRECT",
                        "-o",
                        "APT::Sandbox::User=",
                        "update"),
                Map.of(),
                directory,
                Duration.ofMinutes(1));
        assertThat(apt.exit()).as(apt.errors()).isNotZero();
        return AptFailure.of(apt.errors());
    }
}
