// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build leaves behind that is killed while it writes a package. */
class KilledDebTest {
    private static final int MANY = 40_000;

    @TempDir
    Path directory;

    /** Writes a package with so many files that there is time for killing it: in jdeb, and behind it. */
    public static void main(String[] arguments) throws IOException {
        DebWriter.write(recipe("1.0", MANY), Path.of(arguments[0]));
    }

    private static PackageRecipe recipe(String version, int files) throws IOException {
        List<PackageEntry> entries = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            entries.add(new PackageEntry.RegularFile(
                    "usr/lib/site/" + i, 0644, PackageEntry.Content.of(Bytes.of("empty", new byte[0]))));
        }
        ControlParagraph control = ControlParagraph.of(
                "Package", "site-boot",
                "Version", version,
                "Architecture", "amd64",
                "Maintainer", "A Packager <packager@example.org>",
                "Description", "images\nMore of it.");
        return PackageRecipe.of(
                "here", control, new PackageContents(entries), new TreeMap<>(), PackageCompression.DEFAULT, 0);
    }

    @Test
    void leavesNothingInTheTemporaryDirectoryAndTheNextVersionTakesTheRestAway() throws Exception {
        Path target = Files.createDirectory(directory.resolve("target"));
        for (boolean forcibly : List.of(true, false)) {
            for (String file : List.of("assembled.tar", "data.tar")) {
                killWhileItWrites(target, file, forcibly);
            }
            assertThat(Directories.list(directory.resolve("tmp"))).isEmpty();
            if (!forcibly) {
                assertThat(Directories.list(target)).isEmpty();
            }
            Path deb = DebWriter.write(recipe("1.1", 1), target);
            assertThat(Directories.list(target)).containsExactly(deb);
            Files.delete(deb);
        }
    }

    private void killWhileItWrites(Path target, String file, boolean forcibly) throws Exception {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledDebTest.class.getName(),
                        target.toString())
                .inheritIO()
                .start();
        while (process.isAlive()
                && !isThere(target, file)
                && Directories.list(temporary).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(process.isAlive()).isTrue();
        if (forcibly) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean isThere(Path target, String name) throws IOException {
        try (Stream<Path> files = Files.walk(target)) {
            return files.anyMatch(file -> file.endsWith(name));
        } catch (java.io.UncheckedIOException gone) {
            return false;
        }
    }
}
