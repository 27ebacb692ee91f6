// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.TarWriter;
import io.github.grubxen.testing.TarWriter.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourceArchiveTest {
    @TempDir
    Path directory;

    @Test
    void keepsTimesLinksAndTheRightToExecute() throws IOException {
        Path source = unpack(
                Entry.directory("grub-2.06/"),
                Entry.file("grub-2.06/configure", "#!/bin/sh\n").mode(0755).time(1_600_000_000),
                Entry.file("grub-2.06/conf/Makefile", "all:\n").mode(0600),
                Entry.link("grub-2.06/link", "conf/../conf/Makefile"),
                Entry.hardLink("grub-2.06/conf/other", "grub-2.06/conf/Makefile"));
        assertThat(source.resolve("configure")).isExecutable();
        assertThat(Files.getLastModifiedTime(source.resolve("configure")).toInstant())
                .isEqualTo(Instant.ofEpochSecond(1_600_000_000));
        assertThat(source.resolve("conf/Makefile").toFile().canExecute()).isFalse();
        assertThat(source.resolve("link")).isSymbolicLink().hasContent("all:\n");
        Files.writeString(source.resolve("conf/Makefile"), "patched");
        assertThat(source.resolve("conf/other")).hasContent("all:\n");
    }

    @Test
    void directoriesAtTheTopStayWhereThereAreSeveral() throws IOException {
        Path source = unpack(Entry.file("a/one", "1"), Entry.file("b/two", "2"));
        assertThat(source.resolve("a/one")).exists();
        assertThat(source.resolve("b/two")).exists();
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("leads out of the tarball", List.of(Entry.file("../outside", "x"))),
                Arguments.of("leads out of the tarball", List.of(Entry.file("/tmp/outside", "x"))),
                Arguments.of(
                        "leads out of the tarball",
                        List.of(Entry.file("a", "x"), Entry.hardLink("b", "../../etc/passwd"))),
                Arguments.of(
                        "is a link to '/etc/passwd', which is not in the tarball",
                        List.of(Entry.link("a", "/etc/passwd"))),
                Arguments.of("is a link to '../..', which is not in the tarball", List.of(Entry.link("d/a", "../.."))),
                Arguments.of(
                        "which is not in the tarball",
                        List.of(
                                Entry.directory("d1/d2/"),
                                Entry.link("d1/d2/up", "../.."),
                                Entry.link("out", "d1/d2/up/../.."))),
                Arguments.of("is a link to 'none', which is not in the tarball", List.of(Entry.link("a", "none"))),
                Arguments.of(
                        "occurs twice", List.of(Entry.link("a", "b"), Entry.file("a/x", "x"), Entry.file("b", "x"))),
                Arguments.of("occurs twice", List.of(Entry.file("a", "x"), Entry.file("a", "y"))),
                Arguments.of(
                        "which is not an earlier file of the archive",
                        List.of(Entry.hardLink("a", "b"), Entry.file("b", "x"))),
                Arguments.of(
                        "is neither a file, a directory nor a link",
                        List.of(Entry.file("dev", "").type('3'))),
                Arguments.of(
                        "is neither a file, a directory nor a link",
                        List.of(Entry.file("fifo", "").type('6'))));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesWhatWouldBeWrittenElsewhere(String message, List<Entry> entries) {
        assertThatThrownBy(() -> unpack(entries.toArray(Entry[]::new)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message);
        assertThat(directory.resolve("outside")).doesNotExist();
        assertThat(directory.resolve("work/outside")).doesNotExist();
    }

    @Test
    void refusesAPathThatNoFileSystemTakes() {
        assertThatThrownBy(
                        () -> unpack(Entry.link("a/".repeat(600) + "b", "c"))) // in two fields, or a header of its own
                .isInstanceOf(BadInput.class)
                .hasMessage(directory.resolve("source.tar") + ": has a path of 1201 characters. Use a tarball as GRUB's"
                        + " maintainers or Debian publish it.");
    }

    @Test
    void refusesAnArchiveThatIsCutOff() throws IOException {
        byte[] whole = TarWriter.write(List.of(Entry.file("a", "x".repeat(5000))));
        Path tar = Files.write(directory.resolve("cut.tar"), Arrays.copyOf(whole, 3000));
        assertThatThrownBy(() -> new SourceArchive(tar).unpack(directory.resolve("source")))
                .isInstanceOf(BadInput.class);
    }

    private Path unpack(Entry... entries) throws IOException {
        Path tar = Files.write(directory.resolve("source.tar"), TarWriter.write(List.of(entries)));
        Path target = Files.createDirectories(directory.resolve("work")).resolve("source");
        new SourceArchive(tar).unpack(target);
        return target;
    }
}
