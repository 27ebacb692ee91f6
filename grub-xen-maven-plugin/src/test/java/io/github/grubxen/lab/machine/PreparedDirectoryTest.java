// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PreparedDirectoryTest {
    @TempDir
    Path cache;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();

    private final BuildLog log = new RecordingLog(told);

    @Test
    void isMadeOnce() throws IOException {
        assertThat(directory("a")).isEqualTo(directory("a"));
        assertThat(made.get()).isEqualTo(1);
    }

    @Test
    void isMadeAgainWhenAFileIsGoneOrCutShort() throws IOException {
        Files.writeString(directory("a").resolve("sub/state"), "shor");
        assertThat(directory("a").resolve("sub/state")).hasContent("whole");
        Files.delete(directory("a").resolve("xen"));
        assertThat(directory("a").resolve("xen")).exists();
        assertThat(made.get()).isEqualTo(3);
        assertThat(told).allSatisfy(line -> assertThat(line).endsWith(" is incomplete: making it again"));
    }

    @Test
    void isMadeAgainWhenAFileIsDamagedAtItsSize() throws IOException {
        Path state = directory("a").resolve("sub/state");
        FileTime time = Files.getLastModifiedTime(state);
        Files.writeString(state, "Whole");
        Files.setLastModifiedTime(state, time);
        assertThat(directory("a").resolve("sub/state")).hasContent("whole");
        assertThat(made.get()).isEqualTo(2);
    }

    @Test
    void isMadeAgainWhenAFileWasAdded() throws IOException {
        Files.writeString(directory("a").resolve("sub/library"), "not of the packages");
        assertThat(directory("a").resolve("sub/library")).doesNotExist();
    }

    @Test
    void isMadeAgainWhenALinkWasAdded() throws IOException {
        Files.createSymbolicLink(directory("a").resolve("sub/library"), cache);
        assertThat(directory("a").resolve("sub/library")).doesNotExist();
    }

    /** Who can write a file can write the note beside it. */
    @Test
    void isMadeAgainWhenAnotherUserOwnsSomethingInIt() throws IOException {
        for (String theirs : List.of("", "xen", "sub", ".contents")) {
            Path path = directory("a").resolve(theirs);
            Tools.giveAway(path);
            told.clear();
            made.set(0);
            directory("a");
            assertThat(made.get()).as(theirs).isEqualTo(1);
            assertThat(told).singleElement().asString().contains(" is not used, because ", " belongs to another user");
        }
    }

    @Test
    void isMadeAgainWhenEverybodyCanWriteToIt() throws IOException {
        Files.setPosixFilePermissions(directory("a").resolve("sub"), PosixFilePermissions.fromString("rwxrwxrwx"));
        directory("a");
        assertThat(made.get()).isEqualTo(2);
        assertThat(told).singleElement().asString().contains("sub can be written to by everybody");
    }

    @Test
    @Timeout(60)
    void isNotMadeBehindALinkNorWithAFifoAsLock() throws IOException {
        Path directory = directory("a");
        Path elsewhere = Files.createDirectory(cache.resolve("elsewhere"));
        Directories.delete(directory);
        Files.createSymbolicLink(directory, elsewhere);
        assertThatThrownBy(() -> directory("a")).hasMessageContaining(directory + ": is a symbolic link");
        Files.delete(directory);
        Path lock = cache.resolve("lab/stock.lock");
        Files.delete(lock);
        Tools.run(cache, "mkfifo", lock.toString());
        assertThatThrownBy(() -> directory("a")).hasMessageContaining(lock + ": is not a regular file");
        Directories.delete(cache.resolve("lab"));
        Files.createSymbolicLink(cache.resolve("lab"), elsewhere);
        assertThatThrownBy(() -> directory("a")).hasMessageContaining(cache.resolve("lab") + ": is a symbolic link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void isMadeAgainWhenTheNoteIsDamaged() throws IOException {
        for (byte[] note :
                new byte[][] {{}, {'\n', ' '}, {(byte) 0xff, ' ', 'x', '\n'}, "5 sub/state\n".getBytes(UTF_8)}) {
            Files.write(directory("a").resolve(".contents"), note);
            directory("a");
        }
        assertThat(made.get()).isEqualTo(5);
    }

    @Test
    void knowsAFileOfTwoNames() throws IOException {
        PreparedDirectory.of(cache, "stock", List.of(), "two", log, fresh -> {
            fill(fresh);
            Files.createLink(fresh.resolve("other"), fresh.resolve("xen"));
        });
        Path again = PreparedDirectory.of(cache, "stock", List.of(), "two", log, this::fill);
        assertThat(again.resolve("other")).hasContent("xen");
        assertThat(made.get()).isEqualTo(1);
    }

    @Test
    void goesWhenNobodyHasUsedItForLongAndAnotherIsMade() throws IOException {
        Path old = directory("old");
        Path used = directory("used");
        FileTime longAgo = FileTime.from(Instant.now().minus(20, ChronoUnit.DAYS));
        Files.setLastModifiedTime(old.resolve(".contents"), longAgo);
        Files.setLastModifiedTime(used.resolve(".contents"), longAgo);
        directory("used");
        directory("new");
        assertThat(old).doesNotExist();
        assertThat(used).exists();
    }

    @Test
    void leavesNothingBehindAndNamesThePlaceWhenTheDiskIsFull() throws IOException {
        assertThatThrownBy(() -> PreparedDirectory.of(cache, "stock", List.of(), "a", log, fresh -> {
                    Files.writeString(fresh.resolve("xen"), "xen");
                    try (OutputStream full = Files.newOutputStream(Path.of("/dev/full"))) {
                        full.write(1);
                    }
                }))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(cache + "/lab/.stock-")
                .hasMessageContaining("the disk is full. The lab needs 400 MB in its cache");
        assertThat(Directories.list(cache.resolve("lab"))).containsExactly(cache.resolve("lab/stock.lock"));
    }

    @Test
    void knowsAFullDiskByWhatAProgramSaysOfIt() throws IOException {
        BadInput said = new BadInput("mke2fs", "ended with status 1: x: No space left on device", "See.");
        assertThat(FullDisk.explain(said, List.of(cache))).hasMessageStartingWith(cache + ": the disk is full");
        BadInput other = new BadInput("mke2fs", "ended with status 1", "See.");
        assertThat(FullDisk.explain(other, List.of(cache))).isSameAs(other);
    }

    @Test
    void waitsForAnotherBuildThatMakesTheSameAndSaysSo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            try {
                PreparedDirectory.of(cache, "stock", List.of(), "a", log, fresh -> {
                    begun.countDown();
                    while (told.isEmpty()) {
                        Thread.onSpinWait();
                    }
                    fill(fresh);
                });
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        other.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        directory("a");
        other.join();
        assertThat(made.get()).isEqualTo(1);
        assertThat(told).singleElement().asString().startsWith("Another build prepares ");
    }

    private Path directory(String recipe) throws IOException {
        return PreparedDirectory.of(cache, "stock", List.of(), recipe, log, this::fill);
    }

    private void fill(Path fresh) throws IOException {
        made.incrementAndGet();
        Files.writeString(fresh.resolve("xen"), "xen");
        Files.writeString(Files.createDirectories(fresh.resolve("sub")).resolve("state"), "whole");
    }
}
