// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.CacheEntry;
import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last use of the files that the real apt fetches, and of their suite. */
class LastUseTest {
    private static final String SMALL = "libcap2";
    private final Instant longAgo = Instant.now().minus(Duration.ofDays(100));

    @TempDir
    Path cache;

    @BeforeEach
    void needApt() {
        Tools.require("apt-get", "apt-config");
    }

    @Test
    void isThatOfTheLastBuildAndNotTheArchivesTimestamp() throws IOException {
        AptRepository online = new AptRepository(cache, Optional.empty(), false);
        Path deb = online.download(SMALL, Optional.empty(), new SilentLog());
        assertUsedNow(deb);
        age(deb);
        new AptRepository(cache, Optional.empty(), true).download(SMALL, Optional.empty(), new SilentLog());
        assertUsedNow(deb);
        age(deb);
        List<AptPackage> packages = online.closure(List.of(SMALL), Pattern.compile("(?!)"), new SilentLog());
        online.download(packages, new SilentLog());
        assertUsedNow(deb);
    }

    @Test
    void aCleanedSuiteIsFetchedAgain() throws IOException {
        AptRepository apt = new AptRepository(cache, Optional.empty(), false);
        Path deb = apt.download(SMALL, Optional.empty(), new SilentLog());
        age(deb);
        age(deb.resolveSibling("last-use"));
        AptCache suite = new AptCache(cache, apt.suite());
        assertThat(suite.deleteUnusedSince(longAgo.plusSeconds(1), new SilentLog()))
                .extracting(CacheEntry::path)
                .contains(deb, deb.resolveSibling("state"), deb.resolveSibling(SMALL + ".current"));
        assertThat(Directories.list(suite.directory()))
                .containsExactly(deb.resolveSibling("last-use"), deb.resolveSibling("lock"));
        assertThat(apt.download(SMALL, Optional.empty(), new SilentLog())).isEqualTo(deb);
    }

    @Test
    void aSuiteInUseKeepsItsListsAndItsNotes() throws IOException {
        AptRepository apt = new AptRepository(cache, Optional.empty(), false);
        Path deb = apt.download(SMALL, Optional.empty(), new SilentLog());
        age(deb);
        new AptRepository(cache, Optional.empty(), false)
                .closure(List.of("base-files"), Pattern.compile("(?!)"), new SilentLog());
        assertThat(new AptCache(cache, apt.suite()).deleteUnusedSince(longAgo.plusSeconds(1), new SilentLog()))
                .extracting(CacheEntry::path)
                .containsExactly(deb);
    }

    private static void assertUsedNow(Path file) throws IOException {
        assertThat(Files.getLastModifiedTime(file).toInstant())
                .isAfter(Instant.now().minus(Duration.ofMinutes(5)));
    }

    private void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(longAgo));
    }
}
