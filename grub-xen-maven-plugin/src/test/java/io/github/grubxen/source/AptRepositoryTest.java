// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real apt, with a small package. */
class AptRepositoryTest {
    private static final String SMALL = "libcap2";

    @TempDir
    Path cache;

    @BeforeEach
    void needApt() {
        Tools.require("apt-get", "apt-config");
    }

    @Test
    void fetchesAPackageOnceAndFindsItInTheCacheOffline() throws IOException {
        Path deb = download(SMALL, Optional.empty(), false);
        assertThat(new DebArchive(deb).control().get("Package")).contains(SMALL);
        assertThat(download(SMALL, Optional.empty(), true)).isEqualTo(deb);
    }

    @Test
    void findsAPinnedVersionInTheCacheWithoutAskingApt() throws IOException {
        Path deb = download(SMALL, Optional.empty(), false);
        Optional<String> version = new DebArchive(deb).control().get("Version");
        assertThat(download(SMALL, version, false)).isEqualTo(deb);
        Files.delete(deb.resolveSibling("state/status")); // apt is not run any more
        assertThat(download(SMALL, version, false)).isEqualTo(deb);
        assertThat(deb.resolveSibling("state/status")).doesNotExist();
        assertThat(download(SMALL, version, true)).isEqualTo(deb);
    }

    @Test
    void doesNotUseADamagedFileOfTheCache() throws IOException {
        Path deb = download(SMALL, Optional.empty(), false);
        byte[] good = Files.readAllBytes(deb);
        Files.writeString(deb, "damaged");
        assertThatThrownBy(() -> download(SMALL, Optional.empty(), true))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(deb + ": damaged")
                .hasMessageContaining("Build once without -o, which fetches it again");
        assertThat(download(SMALL, Optional.empty(), false)).hasBinaryContent(good);
    }

    /** Whoever can write the file can write what stands beside it. */
    @Test
    void aForgedNoteAndAForgedListDoNotMakeAForgedPackagePass() throws IOException {
        Path deb = download(SMALL, Optional.empty(), false);
        Optional<String> version = new DebArchive(deb).control().get("Version");
        download(SMALL, version, false);
        byte[] good = Files.readAllBytes(deb);
        String right = Digest.sha256(deb);
        Files.writeString(deb, "forged");
        for (Path note : Directories.list(deb.resolveSibling("."))) {
            if (note.toString().endsWith(".current")) {
                Files.writeString(note, Files.readString(note).replace(right, Digest.sha256(deb)));
            }
        }
        assertThatThrownBy(() -> download(SMALL, version, true)).hasMessageContaining(deb + ": damaged");
        List<Path> kept = Directories.list(deb.resolveSibling("state/signed"));
        assertThat(kept).hasSize(1);
        Path list = kept.get(0).resolve("Packages.gz");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(list))) {
            byte[] forged = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .replace(right, Digest.sha256(deb))
                    .getBytes(StandardCharsets.ISO_8859_1);
            try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(list))) {
                out.write(forged);
            }
        }
        assertThatThrownBy(() -> download(SMALL, version, true))
                .hasMessageContaining(deb + ": no signed package list in the cache has the digest");
        assertThat(download(SMALL, version, false)).hasBinaryContent(good);
        assertThat(download(SMALL, version, true)).hasBinaryContent(good);
    }

    @Test
    void offlineWithoutCacheSaysWhatIsMissing() {
        assertThatThrownBy(() -> download(SMALL, Optional.of("1:1.0"), true))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(SMALL + " 1:1.0 of")
                .hasMessageContaining("is not in the cache")
                .hasMessageContaining("without -o");
    }

    @Test
    void saysThatAVersionDoesNotExist() {
        assertThatThrownBy(() -> download(SMALL, Optional.of("0.0.0-none"), false))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(SMALL + "=0.0.0-none");
    }

    @Test
    void refusesWhatIsNoSuite() {
        assertThatThrownBy(() -> new AptRepository(cache, Optional.of("../x"), true))
                .hasMessageContaining("not a code name");
    }

    private Path download(String name, Optional<String> version, boolean offline) throws IOException {
        return new AptRepository(cache, Optional.empty(), offline).download(name, version, new SilentLog());
    }
}
