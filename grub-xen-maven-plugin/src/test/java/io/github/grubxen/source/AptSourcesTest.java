// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.ControlParagraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSourcesTest {
    @TempDir
    Path etc;

    @BeforeEach
    void configure() throws IOException {
        Path parts = Files.createDirectories(etc.resolve("sources.list.d"));
        Files.writeString(etc.resolve("sources.list"), """
                # the archive
                deb [arch=amd64 signed-by=/k.gpg] http://a.example/debian bookworm main contrib
                deb-src http://a.example/debian bookworm main
                deb http://other.example/tool stable main
                """);
        Files.writeString(parts.resolve("debian.sources"), """
                Types: deb deb-src
                URIs: http://b.example/debian
                Suites: bookworm bookworm-updates
                Components: main
                Signed-By:
                 -----BEGIN PGP PUBLIC KEY BLOCK-----
                 .
                 abc

                Enabled: no
                Types: deb
                URIs: http://c.example/debian
                Suites: bookworm
                Components: main
                """);
        Files.writeString(parts.resolve("vendor.list"), "deb http://v.example/x nodistro main\n");
        Files.writeString(parts.resolve("old.list.disabled"), "deb http://w.example/x bookworm main\n");
    }

    @Test
    void areReadInBothFormsWithoutSourcesAndDisabledOnes() throws IOException {
        assertThat(AptSources.read(etc).entries())
                .extracting(entry -> entry.get("URIs").orElseThrow())
                .containsExactly(
                        "http://a.example/debian",
                        "http://other.example/tool",
                        "http://b.example/debian",
                        "http://v.example/x");
        assertThat(AptSources.read(etc).entries().get(0).fields())
                .isEqualTo(Map.of(
                        "Types", "deb",
                        "URIs", "http://a.example/debian",
                        "Suites", "bookworm",
                        "Components", "main contrib",
                        "Architectures", "amd64",
                        "Signed-By", "/k.gpg"));
    }

    @Test
    void forAnotherSuiteKeepTheArchivesAndTheirKeys() throws IOException {
        List<ControlParagraph> trixie =
                AptSources.read(etc).forSuite("bookworm", "trixie").entries();
        assertThat(trixie)
                .extracting(entry -> entry.get("Suites").orElseThrow())
                .containsExactly("trixie", "trixie", "trixie trixie-updates");
        assertThat(trixie.get(2).get("Signed-By"))
                .hasValueSatisfying(key -> assertThat(key).contains("BEGIN PGP"));
    }

    @Test
    void forARollingSuiteHaveNoUpdatesBesideIt() throws IOException {
        assertThat(AptSources.read(etc).forSuite("bookworm", "sid").entries())
                .extracting(entry -> entry.get("Suites").orElseThrow())
                .containsExactly("sid", "sid", "sid");
    }

    @Test
    void areWrittenInAFormThatIsReadBack() throws IOException {
        AptSources sources = AptSources.read(etc);
        assertThat(ControlParagraph.readAll("text", sources.toText())).isEqualTo(sources.entries());
    }

    @Test
    void canBeMissing() throws IOException {
        assertThat(AptSources.read(etc.resolve("none")).entries()).isEmpty();
    }
}
