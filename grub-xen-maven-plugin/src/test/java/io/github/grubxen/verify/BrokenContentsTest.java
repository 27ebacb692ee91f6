// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import io.github.grubxen.report.Report;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.TarWriter;
import io.github.grubxen.testing.TarWriter.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages whose control data does not tell the truth. */
class BrokenContentsTest {
    private static final String X = "9dd4e461268c8034f5c8564e155c67a6";

    private static final String CONTROL =
            "Package: p\nVersion: 1\nArchitecture: all\nMaintainer: m <m@example.org>\nInstalled-Size: 4\nDescription: d\n";

    @TempDir
    Path directory;

    @Test
    void areNotTheGoodOne() throws IOException {
        assertThat(find(good().control("control", CONTROL))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Package", "Version", "Architecture", "Maintainer", "Description"})
    void lackAField(String field) throws IOException {
        String without = CONTROL.replaceFirst("(?m)^" + field + ":.*\n", "");
        assertThat(find(good().control("control", without)))
                .contains("p_1_all.deb: control: the field " + field + " is missing [control]. Set it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Version: abc",
                "Depends: ((((",
                "Multi-Arch: bogus",
                "Built-Using: grub2",
                "section: x\nSection: y"
            })
    void haveAFieldThatDpkgDoesNotTake(String line) throws IOException {
        assertThat(find(good().control("control", CONTROL + line + "\n")))
                .anyMatch(found -> found.contains("control") && found.contains(" [control]. "));
    }

    @Test
    void haveControlFilesThatDpkgCannotUse() throws IOException {
        assertThat(find(good().control("triggers", "bogus directive\n")))
                .singleElement()
                .asString()
                .contains("control.tar: triggers:1: 'bogus directive' is not a directive of triggers")
                .contains(" [control]. ");
        assertThat(find(good().control("postinst", "#!/bin/sh\r\n")))
                .anyMatch(found -> found.contains("control.tar: postinst: its first line ends with a carriage return"));
    }

    @Test
    void roundTheSizeOfALongLinkUp() throws IOException {
        DebBuilder longLink = good().link("usr/l", "x/../".repeat(240) + "x");
        assertThat(find(longLink.control("control", CONTROL.replace("Size: 4", "Size: 6"))))
                .isEmpty();
    }

    @Test
    void haveAFileTwiceWhereUsrIsMerged() throws IOException {
        DebBuilder both = new DebBuilder("p").file("lib/x", new byte[] {1}).file("usr/lib/x", new byte[] {1});
        assertThat(find(both))
                .singleElement()
                .asString()
                .contains("/usr/lib/x: is the same as /lib/x where /usr is merged")
                .contains(" [tar-paths]. ");
    }

    @Test
    void haveAFileThatAnotherPackageHasToo() throws IOException {
        Path one = new DebBuilder("one").file("opt/a", new byte[] {1}).write(directory);
        Path other = new DebBuilder("two").file("opt/a", new byte[] {1}).write(directory);
        Verification verification = new Verification(0, Optional.empty());
        assertThat(verification.of(List.of(one, other)))
                .singleElement()
                .asString()
                .contains("two_1_all.deb: /opt/a: is in one too, so dpkg refuses the second one");
        for (String field : List.of("Conflicts: one\n", "Breaks: one\nReplaces: one\n")) {
            Path meant = new DebBuilder("two")
                    .file("opt/a", new byte[] {1})
                    .fields(field)
                    .write(directory);
            assertThat(verification.of(List.of(one, meant))).isEmpty();
        }
    }

    @Test
    void haveNoControlFileOrTwoOrNoneThatCanBeRead() throws IOException {
        assertThat(find(good().control("control", "")))
                .anyMatch(line -> line.contains("control: 0 paragraphs instead"));
        assertThat(find(good().control("control", CONTROL + "\n" + CONTROL)))
                .anyMatch(line -> line.contains("control: 2 paragraphs instead"));
        assertThat(find(good().control("control", CONTROL + "Package: q\n")))
                .anyMatch(line -> line.contains("control:7: a second field of that name"));
        byte[] none = TarWriter.write(List.of(Entry.directory("./")));
        assertThat(find(good().member("control.tar.xz", DebBuilder.xz(none))))
                .contains("p_1_all.deb: control.tar: there is no control file [control]. Build the package again.");
        byte[] two = TarWriter.write(
                List.of(Entry.directory("./"), Entry.file("./control", CONTROL), Entry.file("./control", CONTROL)));
        assertThat(find(good().member("control.tar.xz", DebBuilder.xz(two))))
                .anyMatch(line -> line.contains("control.tar: control: occurs twice [tar-paths]."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Package: q", "Version: 2", "Architecture: amd64"})
    void doNotFitTheirFileName(String line) throws IOException {
        String field = line.substring(0, line.indexOf(':'));
        assertThat(find(good().control("control", CONTROL.replaceFirst("(?m)^" + field + ":.*$", line))))
                .singleElement()
                .asString()
                .contains("make the file name")
                .contains(" [file-name]. ");
    }

    @Test
    void sayAnotherSize() throws IOException {
        assertThat(find(good().control("control", CONTROL.replace("Size: 4", "Size: 3"))))
                .containsExactly(
                        "p_1_all.deb: control: Installed-Size is 3 where the contents make 4 KiB [installed-size]."
                                + " Build the package again.");
    }

    @Test
    void haveOtherSums() throws IOException {
        assertThat(find(good().control("md5sums", X.replace('9', '8') + "  usr/x\n")))
                .singleElement()
                .asString()
                .contains("/usr/x: its MD5 is " + X);
        assertThat(find(good().control("md5sums", "")))
                .singleElement()
                .asString()
                .contains("/usr/x: is not in md5sums");
        assertThat(find(good().control("md5sums", X + "  usr/x\n" + X + "  usr/y\n")))
                .singleElement()
                .asString()
                .contains("/usr/y: is in md5sums and is not a file of the package");
        assertThat(find(good().control("md5sums", X + "  usr/x\n" + X + "  usr/x\n")))
                .singleElement()
                .asString()
                .contains("/usr/x: is in md5sums twice");
        assertThat(find(good().control("md5sums", X + "  usr/x\n" + X + " usr/x\n")))
                .singleElement()
                .asString()
                .contains("is not of the form");
    }

    @Test
    void haveOtherConffiles() throws IOException {
        String sums = X + "  usr/x\n";
        DebBuilder etc = new DebBuilder("p").file("usr/x", new byte[] {'x'}).file("etc/c", new byte[] {'c'});
        assertThat(find(etc.control("md5sums", sums).control("conffiles", "/etc/c\n")))
                .isEmpty();
        assertThat(find(etc.control("conffiles", "etc/c\n"))).anyMatch(line -> line.contains("is not a complete path"));
        assertThat(find(etc.control("conffiles", "/etc/c\n/etc/d\n")))
                .singleElement()
                .asString()
                .contains("/etc/d: is a conffile, but not a file of the package");
        assertThat(find(etc.control("conffiles", "/etc/c\n/etc/c\n")))
                .singleElement()
                .asString()
                .contains("/etc/c: is in conffiles twice");
        assertThat(find(etc.control("conffiles", "/etc/c\nremove-on-upgrade /etc/d\n")))
                .isEmpty();
        assertThat(find(etc.control("conffiles", "/etc/c\n").control("md5sums", sums + X + "  etc/c\n")))
                .singleElement()
                .asString()
                .contains("/etc/c: is in md5sums and is a conffile");
        assertThat(find(new DebBuilder("p").file("etc/c", new byte[] {'c'})))
                .singleElement()
                .asString()
                .contains("/etc/c: a file below /etc that is not a conffile");
    }

    @Test
    void areAcceptedFindingByFinding() throws IOException {
        DebBuilder setuid = good().with(Entry.file("./usr/y", "y").mode(04755).owner("adm"));
        List<Diagnostic> findings = verify(setuid);
        Suppressions suppressions = new Suppressions("<accepted>", List.of("tar-modes /usr/*", "tar-owners /usr/z"));

        assertThat(findings.stream().filter(suppressions::suppresses).map(Diagnostic::rule))
                .containsExactly("tar-modes");
        assertThat(suppressions.report(findings).findings().stream()
                        .filter(Report.Finding::suppressed)
                        .map(finding -> finding.diagnostic().rule()))
                .containsExactly("tar-modes");
        assertThat(suppressions.unused(findings)).containsExactly("tar-owners /usr/z");
        assertThat(suppressions.unused(List.of()))
                .as("whatever was asked before")
                .hasSize(2);
        assertThatThrownBy(() -> new Suppressions("<accepted>", List.of("/usr/y")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("<accepted>: '/usr/y' names no finding");
    }

    @Test
    void areNamedAllOfThemPackageByPackage() throws IOException {
        Path first = good().control("md5sums", "").write(directory);
        Path second = new DebBuilder("q")
                .with(Entry.file("./x", "x").mode(0666))
                .control("md5sums", "")
                .write(directory);
        assertThat(new Verification(0, Optional.empty()).of(List.of(first, second)))
                .extracting(finding -> ((Place.InPackage) finding.place()).deb() + " " + finding.rule())
                .containsExactly("p_1_all.deb md5sums", "q_1_all.deb tar-modes", "q_1_all.deb md5sums");
    }

    private static DebBuilder good() {
        return new DebBuilder("p").file("usr/x", new byte[] {'x'});
    }

    private List<String> find(DebBuilder deb) throws IOException {
        return new ArrayList<>(verify(deb).stream().map(Diagnostic::line).toList());
    }

    private List<Diagnostic> verify(DebBuilder deb) throws IOException {
        return new Verification(0, Optional.empty())
                .of(List.of(Files.write(directory.resolve("p_1_all.deb"), deb.toByteArray())));
    }
}
