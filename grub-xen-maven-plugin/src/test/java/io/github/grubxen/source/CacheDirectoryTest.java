// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who else may have a hand in the cache. */
class CacheDirectoryTest {
    @TempDir
    Path temporary;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final BuildLog log = new RecordingLog(said);

    @Test
    void oneBuildWaitsForTheOtherAndSaysSo() throws Exception {
        Path directory = Files.createDirectories(temporary.resolve("cache/apt/sid"));
        CompletableFuture<String> second;
        try (FileChannel first =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            first.lock();
            second = CompletableFuture.supplyAsync(() -> {
                try {
                    return directory().alone(log, () -> "done");
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            while (said.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(second).isNotDone();
        }
        assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo("done");
        assertThat(said).containsExactly("Another build uses the packages in " + directory + ": waiting for it");
    }

    @Test
    void aLinkBelowTheCacheIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
        for (String name : List.of("apt", "apt/sid")) {
            Path link = temporary.resolve("cache").resolve(name);
            Directories.delete(temporary.resolve("cache"));
            Files.createDirectories(link.resolve("..").normalize());
            Files.createSymbolicLink(link, elsewhere);
            assertThatThrownBy(() -> directory().alone(log, () -> "done"))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining(link + ": is a symbolic link");
        }
        assertThat(Directories.list(elsewhere)).isEmpty();
    }

    @Test
    void neitherIsALinkInPlaceOfALockOrANoteOrAPackage() throws IOException {
        Path dear = Files.writeString(temporary.resolve("dear"), "dear");
        Path directory = Files.createDirectories(temporary.resolve("cache/apt/sid"));
        Path lock = Files.createSymbolicLink(directory.resolve("lock"), dear);
        assertThatThrownBy(() -> directory().alone(log, () -> "done"))
                .hasMessageContaining(lock + ": is a symbolic link");
        Files.delete(lock);
        Path note = Files.createSymbolicLink(directory.resolve("libcap2.current"), dear);
        AptRepository repository = new AptRepository(temporary.resolve("cache"), Optional.of("sid"), true);
        assertThatThrownBy(() -> repository.download("libcap2", Optional.empty(), new SilentLog()))
                .hasMessageContaining(note + ": is a symbolic link");
        assertThat(dear).hasContent("dear");
    }

    /** As others may put into the cache; a lock that is a FIFO would wait for ever for its reader. */
    @Test
    @Timeout(60)
    void aDirectoryOrAFifoInPlaceOfALockOrANoteOrAPackageIsNamed() throws IOException {
        Path directory = Files.createDirectories(temporary.resolve("cache/apt/sid"));
        for (String name : List.of("lock", "libcap2.current", "libcap2.closure")) {
            Path place = directory.resolve(name);
            Tools.run(directory, "mkfifo", place.toString());
            assertThatThrownBy(() -> use(name)).hasMessageContaining(place + ": is not a regular file");
            Files.delete(place);
            Files.createDirectory(place);
            assertThatThrownBy(() -> use(name))
                    .hasMessageContaining(place + ": is a directory")
                    .hasMessageContaining("Remove");
            Files.delete(place);
        }
        Files.writeString(directory.resolve("libcap2.current"), "File: libcap2_1_amd64.deb\n");
        Path deb = Files.createDirectory(directory.resolve("libcap2_1_amd64.deb"));
        assertThatThrownBy(() -> use("libcap2.current")).hasMessageContaining(deb + ": is a directory");
    }

    @Test
    void aNoteOfAnyBytesCountsAsNone() throws IOException {
        Path note = Files.createDirectories(temporary.resolve("cache/apt/sid")).resolve("libcap2.current");
        for (byte[] bytes : List.of(
                new byte[0],
                new byte[] {0, (byte) 0xff, '\n'},
                "File: ../../x\n".getBytes(StandardCharsets.US_ASCII),
                "File: other_1_amd64.deb\nSigned: x\n".getBytes(StandardCharsets.US_ASCII),
                new byte[1 << 20])) {
            Files.write(note, bytes);
            assertThatThrownBy(() -> use("libcap2.current"))
                    .hasMessageContaining("libcap2 of sid is not in the cache")
                    .hasMessageContaining("Build once without -o");
        }
    }

    @Test
    void filesOfAnotherUserAreNamedOfflineAndNotUsed() throws IOException {
        Path directory = Files.createDirectories(temporary.resolve("cache/apt/sid"));
        Path note = Files.writeString(directory.resolve("libcap2.current"), "File: libcap2_1_amd64.deb\n");
        Path deb = Files.writeString(directory.resolve("libcap2_1_amd64.deb"), "forged");
        Tools.giveAway(deb);
        assertThatThrownBy(() -> use("libcap2.current"))
                .hasMessageContaining(deb + ": belongs to another user")
                .hasMessageContaining("a build uses only your own files in the cache");
        Tools.giveAway(note);
        assertThatThrownBy(() -> use("libcap2.current")).hasMessageContaining(note + ": belongs to another user");
        Path closure = Files.writeString(directory.resolve("libcap2.closure"), "");
        Tools.giveAway(closure);
        assertThatThrownBy(() -> use("libcap2.closure")).hasMessageContaining(closure + ": belongs to another user");
    }

    private void use(String note) throws IOException {
        AptRepository repository = new AptRepository(temporary.resolve("cache"), Optional.of("sid"), true);
        if (note.endsWith(".closure")) {
            repository.closure(List.of("libcap2"), Pattern.compile("(?!)"), new SilentLog());
        } else {
            repository.download("libcap2", Optional.empty(), new SilentLog());
        }
    }

    @Test
    void theCacheItselfMayBeALink() throws IOException {
        Files.createSymbolicLink(temporary.resolve("cache"), Files.createDirectory(temporary.resolve("elsewhere")));
        assertThat(directory().alone(log, () -> "done")).isEqualTo("done");
        assertThat(temporary.resolve("elsewhere/apt/sid/lock")).exists();
    }

    @Test
    void warnsWhereEverybodyCanWriteAndNotWhereOnlyTheOwnerCanTakeAway() throws IOException {
        Path cache = Files.createDirectory(temporary.resolve("cache"));
        directory().warnOfOthers(log);
        assertThat(said).isEmpty();
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        directory().warnOfOthers(log);
        assertThat(said)
                .hasSize(1)
                .first()
                .asString()
                .contains("Everybody can write to the cache " + cache.toRealPath());
        said.clear();
        Files.setAttribute(cache, "unix:mode", 01777);
        directory().warnOfOthers(log);
        assertThat(said).isEmpty();
    }

    private CacheDirectory directory() {
        return new CacheDirectory(temporary.resolve("cache"), temporary.resolve("cache/apt/sid"));
    }
}
