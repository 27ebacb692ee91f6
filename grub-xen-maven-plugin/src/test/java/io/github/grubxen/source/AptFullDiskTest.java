// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that becomes full while apt works: the message names the directory and the disk, and does not doubt the suite. */
class AptFullDiskTest {
    private static final String SMALL = "libcap2";
    private static final long ROOM = 8 << 10;

    @TempDir
    Path directory;

    /** Fetches a package or a source package, with a full disk from a step on, and prints what is said. */
    public static void main(String[] arguments) throws IOException {
        Path cache = Path.of(arguments[0]);
        RecordingLog log = new RecordingLog(new ArrayList<>());
        try {
            if (arguments[1].equals("source")) {
                new AptSourcePackages(cache, MachineSuite.codeName(), false)
                        .download("hostname", Optional.empty(), log);
            }
            AptRepository apt = new AptRepository(cache, Optional.empty(), false);
            List<AptPackage> packages = apt.closure(List.of(SMALL), Pattern.compile("(?!)"), log);
            fill(cache);
            apt.download(packages, log);
            System.out.println("well");
        } catch (BadInput e) {
            System.out.println("refused " + e.getMessage());
        }
    }

    private static void fill(Path cache) throws IOException {
        Path filler = cache.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[1 << 12]);
            }
        } catch (IOException full) {
            try (FileChannel channel = FileChannel.open(filler, StandardOpenOption.WRITE)) {
                channel.truncate(Files.size(filler) - ROOM);
            }
        }
    }

    @Test
    void duringTheDownloadOfPackages() throws IOException {
        Tools.require("apt-get", "apt-config", "apt-cache");
        Path small = directory.resolve("small");
        assertThat(OtherJava.withSmallDisk(small, "160m").run(getClass(), small.toString(), "packages"))
                .startsWith("refused apt-get download: ended with status 100:\n")
                .contains("No space left on device")
                .endsWith("Make room on the disk of " + small + "/apt/" + MachineSuite.codeName()
                        + "/state, or use a cache on another disk.\n");
    }

    /** apt-cache and apt-get source then show nothing, as for a package that does not exist. */
    @ParameterizedTest
    @ValueSource(strings = {"packages", "source"})
    void whileAptReadsItsLists(String kind) throws IOException {
        Tools.require("apt-get", "apt-config", "apt-cache");
        Path programs = Files.createDirectory(directory.resolve("programs"));
        for (String program : List.of("apt-get", "apt-cache")) {
            Path stub = Files.writeString(programs.resolve(program), """
                    #!/bin/sh
                    case "$0 $*" in
                    */apt-get*update) mkdir -p "$(dirname "$APT_CONFIG")/lists"; exit ;;
                    esac
                    echo 'E: Write error - write (28: No space left on device)' >&2
                    exit 100
                    """);
            assertThat(stub.toFile().setExecutable(true)).isTrue();
        }
        Path cache = directory.resolve("cache");
        List<String> java = OtherJava.plain().command(List.of(), getClass(), cache.toString(), kind);
        Map<String, String> path = Map.of("PATH", programs + ":" + System.getenv("PATH"));
        assertThat(Tools.run(Path.of("").toAbsolutePath(), path, java.toArray(String[]::new)))
                .contains("refused apt", "No space left on device", "\nMake room on the disk of " + cache + "/apt/")
                .doesNotContain("Check");
    }
}
