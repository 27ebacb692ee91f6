// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.TarWriter.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void hasWhatPackagesAndAlternativesPutIntoAMergedUsr() throws IOException {
        Path one = new DebBuilder("one")
                .with(
                        Entry.file("./bin/dash", "#!dash").mode(0755),
                        Entry.file("./usr/bin/mawk", "#!mawk").mode(04755),
                        Entry.file("./usr/bin/automake-1.16", "#!automake").mode(0755),
                        Entry.hardLink("./usr/bin/automake", "./usr/bin/automake-1.16"),
                        Entry.link("./lib/libx.so", "libx.so.1"),
                        Entry.link("./usr/share/abs", "/usr/share/real"))
                .write(directory);
        Path two = new DebBuilder("two")
                .with(Entry.file("./usr/lib/libx.so.1", "x"), Entry.file("./usr/share/real/file", "real"))
                .write(directory);
        Path root = directory.resolve("root");
        RootDirectory.unpack(List.of(one, two), Files.createDirectory(root));
        assertThat(root.resolve("bin/sh")).hasContent("#!dash");
        assertThat(Files.readSymbolicLink(root.resolve("usr/bin/awk"))).hasToString("mawk");
        assertThat(root.resolve("usr/bin/automake")).isRegularFile().isExecutable();
        assertThat(root.resolve("lib/libx.so")).hasContent("x");
        assertThat(Files.readSymbolicLink(root.resolve("usr/share/abs"))).hasToString("/usr/share/real");
        assertThat(root.resolve("build")).isEmptyDirectory();
        assertThat(root.resolve("dev/null")).isRegularFile();
        assertThat((int) Files.getAttribute(root.resolve("usr/bin/mawk"), "unix:mode") & 07000)
                .isZero();
    }

    @Test
    void aFileBehindALinkOutOfTheRootStaysInIt() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Path hostile = new DebBuilder("hostile")
                .with(
                        Entry.link("./usr/share/out", outside.toString()),
                        Entry.file("./usr/share/out/file", "x"),
                        Entry.file("./usr/bin/sh", "#!sh"))
                .write(directory);
        Path root = directory.resolve("root");
        RootDirectory.unpack(List.of(hostile), Files.createDirectory(root));
        assertThat(outside).isEmptyDirectory();
        assertThat(Files.readString(
                        root.resolve(outside.toString().substring(1)).resolve("file"), UTF_8))
                .isEqualTo("x");
    }
}
