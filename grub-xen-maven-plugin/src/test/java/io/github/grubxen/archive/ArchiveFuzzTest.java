// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.Fuzzing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** Tar archives, packages and control data of any bytes. */
class ArchiveFuzzTest {
    @TempDir
    static Path directory;

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void tars(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, file -> {
            List<GnuTar.Entry> entries = GnuTar.read(file);
            Set<String> names = new HashSet<>();
            boolean distinct = true;
            boolean shortNames = true;
            for (GnuTar.Entry entry : entries) {
                assertThat(Path.of("/root").resolve(entry.name()).normalize().startsWith("/root/"))
                        .isTrue();
                distinct &= names.add(entry.name());
                shortNames &= entry.name().getBytes(StandardCharsets.UTF_8).length <= 100;
            }
            if (distinct && shortNames) {
                Bytes written = GnuTar.write(Fuzzing.NAME, entries);
                assertThat(GnuTar.read(written)).isEqualTo(entries);
            }
        });
    }

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void tarStreams(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, file -> {
            TarStream tar = new TarStream(Fuzzing.NAME, file.openStream());
            long last = -1;
            for (Optional<TarMember> member = tar.next(); member.isPresent(); member = tar.next()) {
                assertThat(member.get().at()).isGreaterThan(last);
                last = member.get().at();
                tar.content().readNBytes(1 << 16);
            }
        });
    }

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void ars(byte[] input) throws IOException {
        Path file = Files.write(directory.resolve(Fuzzing.NAME), input);
        Fuzzing.readOrRefuse(input, bytes -> {
            ArFile ar = ArFile.read(file);
            assertThat(ar.end()).isLessThanOrEqualTo(ar.size());
            for (ArMember member : ar.members()) {
                try (InputStream in = ar.open(member)) {
                    assertThat(in.readAllBytes()).hasSize((int) member.size());
                }
            }
        });
    }

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void packages(byte[] input) throws IOException {
        Path file = Files.write(directory.resolve(Fuzzing.NAME), input);
        DebArchive deb = new DebArchive(file);
        Fuzzing.readOrRefuse(input, Fuzzing.DICTIONARIES, bytes -> deb.control());
        Fuzzing.readOrRefuse(
                input, Fuzzing.DICTIONARIES, bytes -> deb.visitData((entry, content) -> content.readNBytes(1 << 16)));
        Fuzzing.readOrRefuse(input, Fuzzing.DICTIONARIES, bytes -> {
            PackageTree tree = deb.tree();
            deb.read(tree, tree.files(), (paths, content) -> assertThat(paths).isNotEmpty());
        });
    }

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void controlData(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, file -> {
            for (ControlParagraph paragraph : ControlParagraph.readAll(Fuzzing.NAME, file.utf8())) {
                assertThat(paragraph.fields()).isNotEmpty();
            }
        });
    }
}
