// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of control fields, usual and hostile, beside what dpkg-deb makes of them. */
class FieldsBesideDpkgTest {
    private static final ControlParagraph GOOD = ControlParagraph.of(
            "Package", "site-boot",
            "Version", "1.0",
            "Architecture", "amd64",
            "Maintainer", "A Packager <packager@example.org>",
            "Description", "images");

    private static final String LONG = "x".repeat(100_000);
    private static final String LINES = "x" + "\nline".repeat(20_000);

    @TempDir
    Path directory;

    @BeforeEach
    void requirePrograms() {
        Tools.require("dpkg-deb");
    }

    private static Stream<Arguments> each(String field, String... values) {
        return Stream.of(values).map(value -> Arguments.of(field, value));
    }

    static Stream<Arguments> taken() {
        return Stream.of(
                        each(
                                "Version",
                                "1",
                                "01",
                                "1:1",
                                "1a",
                                "1~",
                                "1..",
                                "1-1-1",
                                "1--1",
                                "1-~",
                                "1-+",
                                "2147483647:1"),
                        each("Version", "1.0-1~bpo12+1", "1.0~20261126T101500", "1".repeat(100_000)),
                        each("Package", "aa", "0a", "a+", "a.", "a..", "a".repeat(300)),
                        each("Source", "grub", "grub (1)", "grub (1:2-3~4)"),
                        each("Maintainer", "A, Inc. <a@b>", "\"A, Inc.\" <a@b>", "Jürgen Müller <j@m>", "A. <a@b>"),
                        each("Maintainer", "ش <a@b>", LONG + " <a@b>"),
                        each(
                                "Depends",
                                "aa",
                                "aa, bb",
                                "aa | bb (>= 1)",
                                "aa:any",
                                "aa:native (<< 1:2~)",
                                "aa (= 1-1)"),
                        each("Built-Using", "grub2 (= 2.06-13+deb12u2)"),
                        each(
                                "Description",
                                "x",
                                "é",
                                "x\n.\ny",
                                "x\n indented",
                                "x\n..",
                                "x\n-y",
                                "x\n#y",
                                "x\n\u3000\ny",
                                LONG),
                        each("Description", LINES),
                        each("Homepage", "http://a", "https://a/?b#c", "https://é.example/", "ftp://a"),
                        each("Section", "admin", "contrib/admin", "non-free-firmware/admin"),
                        each("Bugs", "debbugs://a", "mailto:a@b", "https://a"),
                        each("Tag", "a::b", "a::b, c::d:e", "a::b" + ", c::d".repeat(20_000)),
                        each("Origin", "x", "a b", "#x", LONG),
                        each("XB-Site", "x", "é", "x\ny", "x\n.\ny", "none", LONG),
                        each("XB-Site-Id2", "x"))
                .flatMap(values -> values);
    }

    @ParameterizedTest
    @MethodSource("taken")
    void areTakenAsDpkgTakesThem(String field, String value) throws IOException {
        ControlParagraph control =
                ControlFields.check("here", GOOD.with(field, value)).fields();
        assertThat(dpkg(control)).isEmpty();
        String name = field.replaceFirst("^XB-", "");
        assertThat(Tools.run(directory, "dpkg-deb", "-f", "p.deb", name)).isEqualTo(value.replace("\n", "\n ") + "\n");
        assertThat(ControlParagraph.readAll("control", control.toText())).containsExactly(control);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                        each(
                                "Version", "1:", ":1", "-1", "1::1", "1-", "1 1", "1_0", "1é", "١", "1\u0001", "a1",
                                "1:a", "1%"),
                        each("Version", "2147483648:1", "-1:1", "1/2", "1.0\n2", "1-a_b", "1-a:b", "1:1-"),
                        each("Package", "+a", "-a", ".a", "a_b", "aé", "a b", "aa\nb", "aa:amd64", "a~b"),
                        each("Depends", "aa,", ",aa", "aa, ,bb", "aa|", "aa (1", "aa (== 1)", "aa = 1", "aa;bb"),
                        each(
                                "Depends",
                                "aa [amd64]",
                                "aa <!nocheck>",
                                "${misc:Depends}",
                                "aa bb",
                                "aa\nbb",
                                "aa (= 1_2)"),
                        each("Depends", "aa:", "é", "+a", "aa\u00a0"),
                        each("Description", "", "x\n\ny", "x\n", "x\n \ny"),
                        each("XB-Site", "", " ", "x\n\ny", "x\n", "x\n\t\ny"),
                        each("XB-Status", "x"),
                        each("XB-Conffiles", "x"),
                        each("XB-Config-Version", "1"),
                        each("XB-Triggers-Pending", "x"),
                        each("XB-Revision", "1"),
                        each("XB-Class", "x"),
                        each("XB-Recommended", "x"),
                        each("XB-X", "x"))
                .flatMap(values -> values);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void areRefusedAsDpkgRefusesThem(String field, String value) throws IOException {
        ControlParagraph given = GOOD.with(field, value);
        assertRefused(field, given);
        assertThat(dpkg(ControlFields.inOrder(given))).containsAnyOf("error: ", "warning: ");
    }

    /** dpkg 1.21 refuses it, and dpkg 1.22 takes it. */
    @Test
    void aRelationWithoutItsVersionIsRefused() {
        assertRefused("Depends", GOOD.with("Depends", "aa (= )"));
    }

    /** dpkg takes these, and shows something else than the field holds, or what a terminal obeys. */
    static Stream<Arguments> damaging() {
        return Stream.of("Maintainer", "Description", "Homepage", "Origin", "XB-Site")
                .flatMap(field -> Stream.of("\0", "\u0001", "\u001b[2J", "\u007f", "\u0085", "\u009b", "\ud800")
                        .map(text -> Arguments.of(
                                field,
                                field.equals("Maintainer") ? "A" + text + "B <a@b>" : "https://a" + text + "b")));
    }

    @ParameterizedTest
    @MethodSource("damaging")
    void haveNoControlCharactersAndNoHalfCharacters(String field, String value) {
        assertRefused(field, GOOD.with(field, value));
        assertThatThrownBy(() -> ControlFields.check("here", GOOD.with(field, value)))
                .hasMessageContaining("contains the character U+")
                .message()
                .doesNotContain(value);
    }

    private static void assertRefused(String field, ControlParagraph given) {
        assertThatThrownBy(() -> ControlFields.check("here", given))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("here")
                .hasMessageContaining(field.replaceFirst("^XB-", ""))
                .hasMessageMatching("(?s).*\\. \\p{Lu}.*\\.");
    }

    /** What dpkg-deb has against a control file, while it builds a package with it; nothing where it takes it. */
    private String dpkg(ControlParagraph control) throws IOException {
        Path file = Files.createDirectories(directory.resolve("p/DEBIAN")).resolve("control");
        Files.writeString(file, control.toText());
        ExternalProgram built = ExternalProgram.run(
                List.of("dpkg-deb", "-Znone", "--root-owner-group", "-b", "p", "p.deb"),
                Map.of(),
                directory,
                Duration.ofMinutes(1));
        return built.errors();
    }
}
