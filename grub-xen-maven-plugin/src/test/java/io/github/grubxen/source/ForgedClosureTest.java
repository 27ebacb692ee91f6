// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.OwnFiles;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packages of the lab in a cache in which somebody else has written: with the real apt. */
class ForgedClosureTest {
    /** Small, needs zlib1g, and has one name in all suites. */
    private static final String ROOT = "pigz";

    /** In no way needed by the other one, and signed by the archive all the same. */
    private static final String OTHER = "libcap2";

    private static final Pattern FOLLOW = Pattern.compile("zlib1g");

    /** Fetched once: apt takes seconds. */
    @TempDir
    static Path fetched;

    @TempDir
    Path cache;

    private final List<String> warnings = new ArrayList<>();
    private final BuildLog log = new BuildLog() {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {
            warnings.add(line);
        }
    };

    private List<AptPackage> packages;
    private Path note;
    private Path deb;
    private byte[] good;
    private String right;

    @BeforeEach
    void fetch() throws IOException {
        Tools.require("apt-get", "apt-config", "apt-cache");
        if (Directories.list(fetched).isEmpty()) {
            AptRepository apt = new AptRepository(fetched, Optional.empty(), false);
            apt.download(apt.closure(List.of(ROOT), FOLLOW, log), log);
            apt.closure(List.of(OTHER), Pattern.compile("(?!)"), log);
        }
        try (Stream<Path> files = Files.walk(fetched)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = cache.resolve(fetched.relativize(file));
                Files.createDirectories(copy.resolveSibling(".").normalize());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        packages = closure(true);
        deb = repository(true).download(packages, log).get(0);
        note = deb.resolveSibling(ROOT + ".closure");
        good = Files.readAllBytes(deb);
        right = Digest.sha256(deb);
    }

    @Test
    void whatAptNamedIsTakenFromTheCacheWithoutAskingItAgain() throws IOException {
        assertThat(packages).extracting(AptPackage::name).containsExactly(ROOT, "zlib1g");
        Files.delete(deb.resolveSibling("state/status")); // apt is not run any more
        assertThat(closure(false)).isEqualTo(packages);
        assertThat(closure(true)).isEqualTo(packages);
        assertThat(deb.resolveSibling("state/status")).doesNotExist();
        assertThat(warnings).isEmpty();
    }

    @Test
    void aForgedPackageIsRefusedOfflineAndFetchedAgainElse() throws IOException {
        Files.writeString(deb, "forged");
        assertThatThrownBy(() -> repository(true).download(closure(true), log))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(deb + ": damaged");
        assertThat(repository(false).download(closure(false), log).get(0)).hasBinaryContent(good);
    }

    @Test
    void aForgedNoteIsRefused() throws IOException {
        replaceInNote(right, "0".repeat(64));
        assertRefused();
    }

    @Test
    void aForgedPackageWithAForgedNoteIsRefusedOfflineAndFetchedAgainElse() throws IOException {
        Files.writeString(deb, "forged");
        replaceInNote(right, Digest.sha256(deb));
        assertRefusedOfflineAndAskedAgainElse();
        assertThat(repository(false).download(closure(false), log).get(0)).hasBinaryContent(good);
    }

    @Test
    void aForgedListBesideThemDoesNotHelp() throws IOException {
        Files.writeString(deb, "forged");
        replaceInNote(right, Digest.sha256(deb));
        for (Path kept : Directories.list(deb.resolveSibling("state/signed"))) {
            Path list = kept.resolve("Packages.gz");
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(list))) {
                String forged =
                        new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).replace(right, Digest.sha256(deb));
                try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(list))) {
                    out.write(forged.getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertRefusedOfflineAndAskedAgainElse();
        assertThat(repository(false).download(closure(false), log).get(0)).hasBinaryContent(good);
    }

    @Test
    void aNoteWithoutAProofAsFormerBuildsWroteItIsNotBelieved() throws IOException {
        Files.writeString(note, Files.readString(note).replaceAll("(?m)^(Signed|Suite|List): .*\n", ""));
        assertRefusedOfflineAndAskedAgainElse();
    }

    @Test
    void aNoteThatLeavesOutWhatWasAskedForIsNotBelieved() throws IOException {
        Files.writeString(note, Files.readString(note).replaceFirst("(?s)Package: " + ROOT + ".*?\n\n", ""));
        assertRefused();
    }

    @Test
    void aNoteWithAPackageThatNobodyAskedForIsNotBelieved() throws IOException {
        Files.writeString(note, Files.readString(note) + Files.readString(deb.resolveSibling(OTHER + ".closure")));
        assertRefused();
    }

    @Test
    void aNoteOfAnyBytesIsNotBelieved() throws IOException {
        Files.write(note, new byte[] {0, 1, 2, (byte) 0xff, '\n', ':', '\n'});
        assertRefused();
    }

    /** Who owns the directory of apt's state could have apt write anywhere. */
    @Test
    void whatAnotherUserOwnsIsFetchedAndMadeAgain() throws IOException {
        Path state = deb.resolveSibling("state");
        Files.createSymbolicLink(
                Files.createDirectories(state.resolve("lists/partial")).resolve("x"), cache);
        for (Path theirs : List.of(deb, note, state)) {
            Tools.giveAway(theirs);
        }
        assertThatThrownBy(() -> closure(true)).hasMessageContaining(note + ": belongs to another user");
        assertThat(repository(false).download(closure(false), log).get(0)).hasBinaryContent(good);
        for (Path ours : List.of(deb, note, state)) {
            assertThat(OwnFiles.isOwn(ours)).as(ours.toString()).isTrue();
        }
        assertThat(state.resolve("lists/partial/x")).doesNotExist();
    }

    private void assertRefused() {
        assertThatThrownBy(() -> closure(true))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(note + ": no signed package list in the cache has the digest")
                .hasMessageContaining("Build once without -o");
    }

    private void assertRefusedOfflineAndAskedAgainElse() throws IOException {
        assertRefused();
        assertThat(closure(false)).isEqualTo(packages);
        assertThat(warnings).containsExactly(note + " is not verified: asking apt again");
        assertThat(closure(true)).isEqualTo(packages);
    }

    private void replaceInNote(String former, String other) throws IOException {
        assertThat(note).content().contains(former);
        Files.writeString(note, Files.readString(note).replace(former, other));
    }

    private List<AptPackage> closure(boolean offline) throws IOException {
        return repository(offline).closure(List.of(ROOT), FOLLOW, log);
    }

    private AptRepository repository(boolean offline) throws IOException {
        return new AptRepository(cache, Optional.empty(), offline);
    }
}
