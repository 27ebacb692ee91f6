// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangelogTest {
    private static final String MAINTAINER = "A Packager <packager@example.org>";
    private static final String ENTRY = "site-boot (1.0) stable; urgency=low\n\n  * First.\n\n -- " + MAINTAINER
            + "  Tue, 14 Nov 2023 22:13:20 +0000\n";

    @TempDir
    Path directory;

    @Test
    void isReadByDpkgParsechangelog() throws IOException {
        Changelog changelog = Changelog.of("site-boot", "1:2.0-1", "bookworm", "Built.", MAINTAINER, 1_700_000_000);
        Path file = Files.writeString(directory.resolve("changelog"), changelog.text());
        assertThat(Tools.run(directory, "dpkg-parsechangelog", "-l", file.toString()))
                .contains(
                        "Source: site-boot\n",
                        "Version: 1:2.0-1\n",
                        "Distribution: bookworm\n",
                        "Date: Tue, 14 Nov 2023 22:13:20 +0000\n");
    }

    @Test
    void ofTheProjectGetsAnEntryOnTopForAVersionThatItDoesNotHave() throws IOException {
        assertThat(read(ENTRY, "1.0").text()).isEqualTo(ENTRY);
        assertThat(read(ENTRY, "1.1").text())
                .startsWith("site-boot (1.1) bookworm; ")
                .endsWith("\n\n" + ENTRY);
    }

    @ParameterizedTest
    @EnumSource(GrubRelease.class)
    void ofDebiansGrubIsAccepted(GrubRelease release) throws IOException {
        String text = Tools.run(directory, "gzip", "-dc", release.changelog().toString());
        assertThat(read(text, "0").text()).endsWith(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Version 1.0\n  * x\n",
                "site-boot (1.0) stable; urgency=low\n\n* x\n",
                "site-boot (1.0) stable; urgency=low\n\n  * x\n",
                "site-boot (1.0) stable; urgency=low\n\n  * x\n\n -- A Packager  today\n"
            })
    void inAnotherFormatIsRefused(String text) {
        assertThatThrownBy(() -> read(text, "1.0")).hasMessageContaining("the-changelog");
    }

    private static Changelog read(String text, String version) throws IOException {
        Bytes file = Bytes.of("the-changelog", text.getBytes(StandardCharsets.UTF_8));
        return Changelog.read(file, "site-boot", version, "bookworm", "Built.", MAINTAINER, 0);
    }
}
