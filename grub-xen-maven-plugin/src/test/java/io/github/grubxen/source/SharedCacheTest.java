// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two builds that fill one cache at once: with the real apt and a small package. */
class SharedCacheTest {
    private static final String SMALL = "libcap2";
    private static final int ROUNDS = 5;

    @TempDir
    Path directory;

    private final List<Process> builds = new ArrayList<>();

    /** For each line that it reads, the name of a cache, fetches the package into that cache and prints its file and digest. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String cache = in.readLine(); cache != null; cache = in.readLine()) {
            List<String> said = new ArrayList<>();
            AptRepository apt = new AptRepository(Path.of(cache), Optional.empty(), false);
            Path deb = apt.download(SMALL, Optional.empty(), new RecordingLog(said));
            boolean waited = said.removeIf(line -> line.startsWith("Another build uses the packages in "));
            boolean fetched = said.removeIf(line -> line.startsWith("Fetching "));
            System.out.println(deb + " " + Digest.sha256(deb) + " " + fetched + " " + said + (waited ? " waited" : ""));
        }
    }

    @AfterEach
    void end() {
        builds.forEach(Process::destroyForcibly);
    }

    @Test
    void oneFetchesAndTheOtherWaitsAndBothHaveTheSameFile() throws IOException {
        Tools.require("apt-get", "apt-config");
        Path fetched = directory.resolve("fetched");
        Path deb =
                new AptRepository(fetched, Optional.empty(), false).download(SMALL, Optional.empty(), new SilentLog());
        for (int i = 0; i < 2; i++) {
            builds.add(new ProcessBuilder(OtherJava.boundByModes().command(List.of(), getClass()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        boolean waited = false;
        for (int round = 0; round < ROUNDS; round++) {
            Path cache = directory.resolve("cache" + round);
            Path state = fetched.relativize(deb).resolveSibling("state");
            copy(fetched.resolve(state), cache.resolve(state)); // apt's lists need not be read again
            for (Process build : builds) {
                OutputStream in = build.getOutputStream();
                in.write((cache + "\n").getBytes(StandardCharsets.UTF_8));
                in.flush();
            }
            List<String> printed = new ArrayList<>();
            for (Process build : builds) {
                String line =
                        String.valueOf(build.inputReader(StandardCharsets.UTF_8).readLine());
                waited |= line.endsWith(" waited");
                printed.add(line.replace(" waited", ""));
            }
            String file = cache.resolve(fetched.relativize(deb)) + " " + Digest.sha256(deb);
            assertThat(printed).as("round " + round).containsExactlyInAnyOrder(file + " true []", file + " false []");
            assertThat(Directories.list(cache.resolve(state).resolveSibling(".").normalize()))
                    .extracting(path -> path.getFileName().toString())
                    .containsExactlyInAnyOrder(
                            deb.getFileName().toString(), SMALL + ".current", "last-use", "lock", "state");
        }
        assertThat(waited).isTrue();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
