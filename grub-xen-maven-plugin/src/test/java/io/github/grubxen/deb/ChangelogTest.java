// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import io.github.grubxen.upload.ChangelogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    private static final String HEAD = "site-boot (1.0) stable; urgency=low";
    private static final String CHANGE = "  * First.";
    private static final String END = " -- " + MAINTAINER + "  Tue, 14 Nov 2023 22:13:20 +0000";

    private static String entry(String head, String changes, String end) {
        return head + "\n\n" + changes + "\n\n" + end + "\n";
    }

    static Stream<String> taken() {
        return Stream.of(
                        Stream.of(
                                        HEAD + "  ",
                                        HEAD + "\r",
                                        "site-boot (1.0) stable;urgency=low",
                                        "site-boot (1.0)  stable; urgency=LOW",
                                        "site-boot (1.0)\tstable; urgency=low (HIGH for users)",
                                        "site-boot (1.0) stable testing; urgency=low, binary-only=yes",
                                        "site-boot (1.0) stable+x; XB-Site=a, urgency=low",
                                        "site-boot (1.0) UNRELEASED; urgency=medium")
                                .map(head -> entry(head, CHANGE, END)),
                        Stream.of(
                                        "  x",
                                        "  * é",
                                        "  * x\n\n  [ B ]\n  * y",
                                        "  * x\n# a comment\n  * y",
                                        "  " + "y".repeat(70_000))
                                .map(changes -> entry(HEAD, changes, END)),
                        Stream.of(
                                        END + "  ",
                                        END + "\r",
                                        END.replace("Tue, 14", "14"),
                                        END.replace("Tue, 14", "Tue,14"),
                                        END.replace("Tue, 14", "Tue,  4"),
                                        END.replace("A Pack", "Ä  Päck"),
                                        END.replace(MAINTAINER, "A <>"))
                                .map(end -> entry(HEAD, CHANGE, end)),
                        Stream.of(
                                HEAD + "\n" + CHANGE + "\n" + END,
                                "# a comment\n" + ENTRY,
                                "\n \r\n" + ENTRY,
                                ENTRY.replace("\n", "\r\n"),
                                ENTRY + "\nLocal variables:\nmode: x\nEnd:\n",
                                ENTRY + "vim: x\n",
                                ENTRY + "/* x */\n$Id: x $\n",
                                ENTRY + ENTRY.replace("1.0", "0.9")))
                .flatMap(texts -> texts);
    }

    @ParameterizedTest
    @MethodSource("taken")
    void isTakenAsDpkgTakesIt(String text) throws IOException {
        Tools.require("dpkg-parsechangelog");
        String ours = read(text, "1.0").text();
        Path file = Files.writeString(directory.resolve("changelog"), ours);
        ExternalProgram theirs = ExternalProgram.run(
                List.of("dpkg-parsechangelog", "-l", file.toString()), Map.of(), directory, Duration.ofMinutes(1));
        assertThat(theirs.errors()).isEmpty();
        ChangelogEntry entry = ChangelogEntry.newest(ours).orElseThrow();
        assertThat(theirs.output().lines())
                .contains(
                        "Source: " + entry.source(),
                        "Version: " + entry.version(),
                        "Distribution: " + entry.distribution(),
                        "Urgency: " + entry.urgency().toLowerCase(Locale.ROOT),
                        "Maintainer: " + entry.author());
        assertThat(ours).as("no entry on top").isEqualTo(text.replaceFirst("^(?:[ \\t]*\\r?\\n)+", ""));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("", "", "has no entry"),
                Arguments.of("\n", "", "has no entry"),
                Arguments.of("Version 1.0\n  * x\n", ":1", "not Debian's changelog format"),
                Arguments.of("\ufeff" + ENTRY, ":1", "not Debian's changelog format"),
                Arguments.of(entry("site_boot (1.0) stable; urgency=low", CHANGE, END), ":1", "not Debian's"),
                Arguments.of(entry("site-boot (1.0); urgency=low", CHANGE, END), ":1", "not Debian's"),
                Arguments.of(entry("site-boot(1.0) stable; urgency=low", CHANGE, END), ":1", "not Debian's"),
                Arguments.of(entry("site-boot (1.0) stäble; urgency=low", CHANGE, END), ":1", "not Debian's"),
                Arguments.of(entry("site-boot (a1) stable; urgency=low", CHANGE, END), ":1", "'a1' is not a version"),
                Arguments.of(entry("site-boot (1_0) stable; urgency=low", CHANGE, END), ":1", "'1_0' is not a version"),
                Arguments.of(
                        entry("site-boot (1.0-) stable; urgency=low", CHANGE, END), ":1", "'1.0-' is not a version"),
                Arguments.of(entry("site-boot (1.0) stable; foo=bar", CHANGE, END), ":1", "'foo=bar' is not an option"),
                Arguments.of(
                        entry("site-boot (1.0) stable; urgency=", CHANGE, END), ":1", "'urgency=' is not an option"),
                Arguments.of(entry("site-boot (1.0) stable;", CHANGE, END), ":1", "'' is not an option"),
                Arguments.of(entry(HEAD + "; x=y", CHANGE, END), ":1", "'urgency=low; x=y' is not an option"),
                Arguments.of(entry(HEAD + ", urgency=high", CHANGE, END), ":1", "'urgency=high' is given twice"),
                Arguments.of(entry(HEAD, "\t* x", END), ":3", "not Debian's changelog format"),
                Arguments.of(entry(HEAD, "* x", END), ":3", "not Debian's changelog format"),
                Arguments.of(entry(HEAD, "", END), ":5", "the entry says nothing"),
                Arguments.of(HEAD + "\n" + END + "\n", ":2", "the entry says nothing"),
                Arguments.of(HEAD + "\n\n" + CHANGE + "\n", "", "its last entry does not end"),
                Arguments.of(HEAD + "\n\n" + CHANGE + "\n\n" + ENTRY, ":5", "not Debian's changelog format"),
                Arguments.of(entry(HEAD, CHANGE, " -- A Packager  today"), ":5", "not Debian's changelog format"),
                Arguments.of(entry(HEAD, CHANGE, END.replace(">  ", "> ")), ":5", "not Debian's changelog format"),
                Arguments.of(entry(HEAD, CHANGE, END.replace("Nov", "Foo")), ":5", "not Debian's changelog format"),
                Arguments.of(entry(HEAD, CHANGE, END.replace("Nov", "November")), ":5", "not Debian's"),
                Arguments.of(entry(HEAD, CHANGE, END.replace("22:13", "32:73")), ":5", "not Debian's"),
                Arguments.of(entry(HEAD, CHANGE, END.replace("14 Nov", "00 Nov")), ":5", "not Debian's"),
                Arguments.of(entry(HEAD, CHANGE, END.replace("+0000", "UTC")), ":5", "not Debian's"),
                Arguments.of(ENTRY + "Old Changelog:\nfoo\n", ":6", "not Debian's changelog format"),
                Arguments.of(ENTRY.replace("\n", "\r"), ":1", "has the control character U+000D in it"),
                Arguments.of(entry(HEAD, "  * \u001b[2J", END), ":3", "has the control character U+001B in it"),
                Arguments.of(entry(HEAD, "  * \0", END), ":3", "has the control character U+0000 in it"),
                Arguments.of(entry(HEAD, "  * \u009b2J", END), ":3", "has the control character U+009B in it"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void inAnotherFormatIsRefusedWithItsLine(String text, String line, String problem) {
        assertThatThrownBy(() -> read(text, "1.0"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("the-changelog" + line + ": " + problem)
                .hasMessageMatching(".*\\. (?:Write|Begin|End|Remove) .*\\.");
    }

    @Test
    void inLatin1IsRefusedWithItsLine() {
        Bytes file = Bytes.of("the-changelog", ENTRY.replace("First", "Zäh").getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Changelog.read(file, "site-boot", "1.0", "bookworm", "Built.", MAINTAINER, 0))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("the-changelog:3: is not UTF-8. Convert the file");
    }

    private static Changelog read(String text, String version) throws IOException {
        Bytes file = Bytes.of("the-changelog", text.getBytes(StandardCharsets.UTF_8));
        return Changelog.read(file, "site-boot", version, "bookworm", "Built.", MAINTAINER, 0);
    }
}
