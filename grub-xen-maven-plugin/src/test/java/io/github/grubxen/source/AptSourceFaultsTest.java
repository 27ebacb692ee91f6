// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.SmallSourceArchive;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source packages of an archive that changes, loses files or stands still, with the real apt. */
class AptSourceFaultsTest {
    @TempDir
    Path directory;

    private Path cache;
    private SmallSourceArchive archive;

    /** Gets the source package into a cache, and prints what is said and the name of the file. */
    public static void main(String[] arguments) throws IOException {
        List<String> said = new ArrayList<>();
        try {
            said.add("got "
                    + new AptSourcePackages(Path.of(arguments[0]), MachineSuite.codeName(), false)
                            .download(
                                    SmallSourceArchive.NAME,
                                    Optional.of(arguments[1]).filter(version -> !version.isEmpty()),
                                    arguments.length > 2
                                            ? Optional.of(new AptSourcePackages.Locked(
                                                    Map.of("small_1-1.dsc", "0".repeat(64)), arguments[2]))
                                            : Optional.empty(),
                                    new RecordingLog(said))
                            .getFileName());
        } catch (BadInput e) {
            said.add("refused " + e.getMessage());
        }
        said.forEach(System.out::println);
    }

    @BeforeAll
    static void needGpg() {
        Tools.require("gpg", "gpgv", "apt-get"); // without an archive there is none to close
    }

    @BeforeEach
    void makeArchive() throws IOException {
        cache = directory.resolve("cache");
        archive = new SmallSourceArchive(directory, MachineSuite.codeName());
        archive.publish("1", "");
    }

    @AfterEach
    void closeArchive() {
        archive.close();
    }

    @Test
    void aSignedArchiveIsEnough() throws IOException {
        assertThat(get("")).endsWith("got small_1-1.dsc\n");
    }

    @Test
    void aFileThatThePoolHasNoLongerIsNamedWithTheRemedy() throws IOException {
        Files.delete(archive.pool("small_1.orig.tar.xz"));
        assertThat(get(""))
                .contains(
                        "refused apt-get source small: ended with status 100", "small_1.orig.tar.xz", "404  Not Found")
                .contains("The archive no longer has this file. Take a newer version, or keep a copy of the files.");
        assertThat(fetched()).isEmpty();
    }

    @Test
    void listsThatNameAFileWhichTheArchiveHasReplacedAreReadAgain() throws IOException {
        get("");
        for (Path file : fetched()) {
            Files.delete(file);
        }
        for (Path file : Directories.list(archive.pool(""))) {
            Files.delete(file);
        }
        archive.publish("2", "");
        assertThat(get("")).contains("Reading the lists").endsWith("got small_2-1.dsc\n");
        assertThat(get("1-1")).contains("refused apt, for the source of small=1-1", "no such source package");
    }

    @Test
    void theFilesOfALockAreTakenFromTheCacheWithoutApt() throws IOException {
        get("");
        Map<String, String> locked = new LinkedHashMap<>();
        for (Path file : fetched()) {
            locked.put(String.valueOf(file.getFileName()), Digest.sha256(file));
        }
        AptSourcePackages.Locked lock = new AptSourcePackages.Locked(locked, "Move the lock.");
        AptSourcePackages offline = new AptSourcePackages(cache, MachineSuite.codeName(), true);
        Path dsc = offline.download("any", Optional.of("0"), Optional.of(lock), new SilentLog());
        assertThat(dsc.getFileName()).hasToString("small_1-1.dsc");
        Files.writeString(fetched().get(0), "another text");
        assertThatThrownBy(() -> offline.download("any", Optional.of("0"), Optional.of(lock), new SilentLog()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("apt, offline, for the source of any=0");
    }

    @Test
    void anExpiredArchiveIsNamedWithTheRemedy() throws IOException {
        archive.publish("1", "Valid-Until: Thu, 08 Jan 2026 00:00:00 UTC\n");
        assertThat(get(""))
                .contains("refused apt-get update for the sources of", "is expired")
                .contains("Use a mirror that is up to date, and check this machine's clock.");
        assertThat(fetched()).isEmpty();
    }

    @Test
    void anArchiveWithTheSignatureOfAnotherTextIsRefused() throws IOException {
        Path signed = directory
                .resolve("archive/dists")
                .resolve(MachineSuite.codeName())
                .resolve("InRelease");
        Files.writeString(signed, Files.readString(signed).replace("Components: main", "Components: Main"));
        assertThat(get("")).contains("refused apt-get update for the sources of", "Install the archive's key");
    }

    @Test
    void aLockedSourceThatTheArchiveHasDroppedIsNamedWithTheCallersRemedy() throws IOException {
        archive.publish("2", "");
        assertThat(get("1-1", "Move the lock."))
                .contains("refused apt, for the source of small=1-1", "no such source package. Move the lock.\n");
        Files.delete(archive.pool("small_2.orig.tar.xz")); // the lists still name it
        assertThat(get("2-1", "Move the lock."))
                .contains("refused apt-get source small=2-1: ", "404  Not Found")
                .endsWith("\nMove the lock.\n");
    }

    private String get(String... versionAndRemedy) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(cache.toString()));
        arguments.addAll(List.of(versionAndRemedy));
        return OtherJava.withApt(archive.configuration()).run(getClass(), arguments.toArray(String[]::new));
    }

    /** The files of the source packages in the cache. */
    private List<Path> fetched() throws IOException {
        Path files = cache.resolve("apt").resolve(MachineSuite.codeName()).resolve("source");
        return Directories.list(files).stream().filter(Files::isRegularFile).toList();
    }
}
