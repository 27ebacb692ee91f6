// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static io.github.grubxen.lab.TroubleCases.menu;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.DirectoryNote;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.RecordingLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labs that share a cache, and with it a saved machine. */
@Tag("lab")
class SavedMachineTest {
    @TempDir
    Path directory;

    @AfterEach
    void nothingIsLeft() {
        TroubleCases.assertNothingIsLeft(directory);
    }

    @Test
    void twoLabsAtOnceSaveOneMachineAndADamagedOneIsMadeAgain() throws Exception {
        Path cache = TroubleCases.cacheWithoutAMachine(directory);
        List<String> told = new CopyOnWriteArrayList<>();
        CompletableFuture<List<CaseResult>> other =
                CompletableFuture.supplyAsync(() -> run(cache, directory.resolve("other"), told));
        assertThat(run(cache, directory.resolve("lab"), told)).allMatch(CaseResult::passed);
        assertThat(other.get(5, TimeUnit.MINUTES)).allMatch(CaseResult::passed);
        assertThat(told).filteredOn(line -> line.startsWith("Saving a machine")).hasSize(1);
        assertThat(told)
                .filteredOn(line -> line.startsWith("Another build prepares"))
                .hasSize(1);

        Path state = machines(cache).get(0).resolve("state");
        try (RandomAccessFile file = new RandomAccessFile(state.toFile(), "rw")) {
            file.write(new byte[1 << 16]);
        }
        new DirectoryNote(machines(cache).get(0))
                .write(); // as if it had been damaged while it was saved: only QEMU can tell
        told.clear();
        assertThat(run(cache, directory.resolve("lab"), told)).allMatch(CaseResult::passed);
        assertThat(told)
                .filteredOn(line -> line.startsWith("The saved machine cannot be used"))
                .hasSize(1);
        assertThat(new DirectoryNote(machines(cache).get(0)).holds()).isFalse();
        assertThat(Directories.list(cache.resolve("lab")).stream()
                        .map(Path::getFileName)
                        .map(Path::toString))
                .noneMatch(name -> name.startsWith("."));
    }

    private static List<CaseResult> run(Path cache, Path lab, List<String> told) {
        BuildLog log = new RecordingLog(told);
        try {
            return new Lab(cache, new AptRepository(cache, Optional.empty(), false), log)
                    .run(List.of(menu("menu")), lab);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> machines(Path cache) throws IOException {
        return Directories.list(cache.resolve("lab")).stream()
                .filter(path -> String.valueOf(path.getFileName()).startsWith("machine-"))
                .toList();
    }
}
