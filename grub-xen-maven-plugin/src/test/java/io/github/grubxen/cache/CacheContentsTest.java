// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.CacheEntry;
import io.github.grubxen.io.CacheUse;
import io.github.grubxen.io.KeyedDirectory;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.SilentLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is listed and deleted of a cache, and what stays. */
class CacheContentsTest {
    private final Instant monthAgo = Instant.now().minus(Duration.ofDays(30));
    private final Instant longAgo = Instant.now().minus(Duration.ofDays(31));

    @TempDir
    Path directory;

    private final List<String> said = new CopyOnWriteArrayList<>();

    /** Uses a cache until its input ends. */
    public static void main(String[] arguments) throws IOException {
        CacheUse.during(Optional.of(Path.of(arguments[0])), new SilentLog(), () -> {
            System.out.println("uses it");
            System.in.read();
        });
    }

    @Test
    void eachKindHasItsNumberSizeAndLastUse() throws IOException {
        suite("bookworm");
        keyed("build", "i386-xen");
        keyed("build", "root-bookworm");
        keyed("lab", "machine");
        keyed("lab", "stock");
        List<String> lines = new CacheContents(directory)
                .kinds().stream().map(kind -> kind.line(Instant.now())).toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).isEqualTo("packages of bookworm: 2, 3.0 kB, last used in the last 24 hours");
        assertThat(lines.get(1)).isEqualTo("source packages of bookworm: 1, 0.5 kB, last used 31 days ago");
        assertThat(lines.get(2)).startsWith("lists and notes of bookworm: 3, ");
        assertThat(lines.subList(3, 7))
                .extracting(line -> line.substring(0, line.indexOf(", ")))
                .containsExactly(
                        "built module trees: 1",
                        "build roots: 1",
                        "saved machines of the lab: 1",
                        "prepared files of the lab: 1");
    }

    @Test
    void onlyWhatNoBuildHasUsedIsDeleted() throws IOException {
        Path suite = suite("bookworm");
        Path unused = keyed("build", "root-bookworm");
        age(unused.resolve(".contents"));
        Path used = keyed("lab", "machine");
        assertThat(delete(monthAgo))
                .containsExactlyInAnyOrder(suite.resolve("old_1_amd64.deb"), suite.resolve("source/old_1.dsc"), unused);
        assertThat(unused).doesNotExist();
        assertThat(used.resolve("file")).exists();
        assertThat(suite.resolve("new_1_amd64.deb")).exists();
        assertThat(suite.resolve("state/lists")).exists();
        assertThat(suite.resolve("new.current")).exists();
        assertThat(suite.resolve("old.current")).doesNotExist(); // the package that it names is gone
        assertThat(said).isEmpty();
    }

    @Test
    void aUsedDirectoryStaysHoweverOldItIs() throws IOException {
        Path tree = keyed("build", "i386-xen");
        age(tree.resolve(".contents"));
        assertThat(keyed("build", "i386-xen")).isEqualTo(tree); // as a build does
        assertThat(delete(monthAgo)).isEmpty();
    }

    @Test
    void allMeansAllButLocksAndTheFilesOfOthers() throws IOException {
        Path suite = suite("bookworm");
        keyed("build", "i386-xen");
        keyed("lab", "machine");
        Path letter = Files.writeString(suite.resolve("letter.txt"), "dear");
        Path photos = Files.createDirectories(directory.resolve("build/photos-0123456789abcdef"));
        Files.writeString(photos.resolve("photo"), "dear");
        delete(Instant.MAX);
        assertThat(new CacheContents(directory).kinds()).isEmpty();
        assertThat(letter).exists();
        assertThat(photos.resolve("photo")).exists();
        assertThat(suite.resolve("last-use")).exists();
        assertThat(directory.resolve("build/i386-xen.lock")).exists();
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Path dear = Files.writeString(elsewhere.resolve("dear_1_amd64.deb"), "dear");
        Files.writeString(elsewhere.resolve("last-use"), "");
        age(dear);
        Path suite = suite("bookworm");
        Files.createSymbolicLink(suite.resolve("state/to"), elsewhere);
        Files.createSymbolicLink(suite.resolve("linked_1_amd64.deb"), dear);
        Files.createSymbolicLink(directory.resolve("apt/linked"), elsewhere);
        Files.createSymbolicLink(directory.resolve("lab"), elsewhere);
        delete(Instant.MAX);
        assertThat(dear).exists();
        assertThat(elsewhere.resolve("last-use")).exists();
    }

    @Test
    void nothingIsDeletedWhileAGoalOfAnotherProcessUsesTheCache() throws Exception {
        Path suite = suite("bookworm");
        Process build = new ProcessBuilder(OtherJava.plain().command(List.of(), getClass(), directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(build.inputReader().readLine()).isEqualTo("uses it");
            CompletableFuture<List<Path>> deleted = CompletableFuture.supplyAsync(() -> {
                try {
                    return delete(Instant.MAX);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            while (said.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(said)
                    .containsExactly("Another build uses the cache " + directory.toRealPath() + ": waiting for it");
            assertThat(suite.resolve("old_1_amd64.deb")).exists();
            build.getOutputStream().close();
            assertThat(deleted.get(1, TimeUnit.MINUTES)).contains(suite.resolve("old_1_amd64.deb"));
        } finally {
            build.destroyForcibly();
        }
    }

    @Test
    void goalsOfOneProcessUseTheCacheAtOnceAndEachKeepsItFromBeingCleaned() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> use(both, new CountDownLatch(0)));
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> use(both, end));
        first.get(1, TimeUnit.MINUTES);
        CompletableFuture<Void> cleaner = CompletableFuture.runAsync(() -> {
            try {
                delete(Instant.MAX);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        while (said.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(cleaner).isNotDone();
        end.countDown();
        second.get(1, TimeUnit.MINUTES);
        cleaner.get(1, TimeUnit.MINUTES);
    }

    @Test
    void whatAKilledBuildLeftIsDeleted() throws IOException {
        Path parent = Files.createDirectories(directory.resolve("lab"));
        String stem = ".stock-0123456789abcdef.00000000-0000-0000-0000-000000000000.grub-xen";
        Path left = Files.createDirectories(parent.resolve(stem + ".part"));
        Files.writeString(left.resolve("new"), "unfinished");
        Files.writeString(parent.resolve(stem + ".lock"), "");
        assertThat(new CacheContents(directory).kinds())
                .singleElement()
                .extracting(CacheKind::name)
                .isEqualTo("unfinished files");
        assertThat(delete(monthAgo)).containsExactly(left);
        assertThat(left).doesNotExist();
    }

    @Test
    void whatVanishesMeanwhileIsNoError() throws IOException {
        CacheEntry gone = CacheEntry.of(directory.resolve("gone"), longAgo);
        assertThat(gone.bytes()).isZero();
        assertThat(gone.deleteIfUnusedSince(monthAgo, new RecordingLog(said))).isTrue();
        assertThat(said).isEmpty();
    }

    private void use(CountDownLatch both, CountDownLatch end) {
        try {
            CacheUse.during(Optional.of(directory), new SilentLog(), () -> {
                try {
                    both.countDown();
                    both.await();
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> delete(Instant since) throws IOException {
        return new CacheContents(directory)
                .deleteUnusedSince(since, new RecordingLog(said)).stream()
                        .map(CacheEntry::path)
                        .toList();
    }

    /** A suite's directory with an unused package and a used one, a source package, apt's lists and notes. */
    private Path suite(String name) throws IOException {
        Path suite = Files.createDirectories(directory.resolve("apt").resolve(name));
        Files.writeString(suite.resolve("last-use"), "");
        Files.write(suite.resolve("new_1_amd64.deb"), new byte[1000]);
        Files.writeString(suite.resolve("new.current"), "File: new_1_amd64.deb\n");
        age(Files.write(suite.resolve("old_1_amd64.deb"), new byte[2000]));
        age(Files.writeString(suite.resolve("old.current"), "File: old_1_amd64.deb\n"));
        Files.createDirectories(suite.resolve("source"));
        age(Files.write(suite.resolve("source/old_1.dsc"), new byte[500]));
        Files.createDirectories(suite.resolve("state/lists"));
        Files.writeString(suite.resolve("state/lists/main_Packages"), "Package: new\n");
        return suite;
    }

    private Path keyed(String parent, String kind) throws IOException {
        return KeyedDirectory.of(
                directory.resolve(parent),
                kind,
                "key",
                new SilentLog(),
                fresh -> Files.writeString(fresh.resolve("file"), "content"));
    }

    private void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(longAgo));
    }
}
