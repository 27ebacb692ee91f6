// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class LabReportTest {
    private static final BootCase GOOD = named("good");
    private static final BootCase BAD = named("bad");
    private static final BootCase LATER = named("later");

    @TempDir
    Path directory;

    @Test
    void tellsPassesFailuresAndWhatWasNotReached() throws Exception {
        LabReport report = new LabReport(directory, List.of(GOOD, BAD, LATER));
        add(
                report,
                "",
                new CaseResult(GOOD, Optional.empty(), "GRUB", List.of(), Duration.ofMillis(1250), "fine\n", ""));
        add(
                report,
                "",
                new CaseResult(
                        BAD,
                        Optional.of("<hung>"),
                        "",
                        List.of(),
                        Duration.ofSeconds(2),
                        "a\u0001\u00e9 ]]> <b>\n",
                        "xl said:\nno\n"));
        Element suite = suite();
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("time")).isEqualTo("3.250");
        NodeList cases = suite.getElementsByTagName("testcase");
        assertThat(((Element) cases.item(0)).getAttribute("name")).isEqualTo("good");
        assertThat(((Element) cases.item(0)).getAttribute("classname")).isEqualTo("grub-xen.boot.pvh");
        assertThat(suite.getElementsByTagName("failure")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("message")
                        .getTextContent())
                .isEqualTo("<hung>");
        assertThat(cases.item(1).getTextContent()).contains("a?\u00e9 ]]> <b>");
        assertThat(suite.getElementsByTagName("system-err").item(0).getTextContent())
                .isEqualTo("xl said:\nno\n");
        assertThat(((Element) cases.item(2)).getElementsByTagName("error").getLength())
                .isEqualTo(1);
    }

    @Test
    void keepsEachConsoleWithItsResult() throws Exception {
        LabReport report = new LabReport(directory, List.of(GOOD));
        add(
                report,
                "\n\nall of it\n",
                new CaseResult(GOOD, Optional.empty(), "GRUB", List.of(), Duration.ofMillis(1250), "of it\n", ""));
        assertThat(Files.readString(directory.resolve("good.txt")))
                .isEqualTo("PASS pvh good: GRUB in 1.3 s\n\nall of it\n");
    }

    @Test
    void showsWhatWasAllowed() throws Exception {
        String error = "error: no suitable video mode found.";
        CaseResult one =
                new CaseResult(GOOD, Optional.empty(), "GRUB", List.of(error), Duration.ofMillis(1250), "of it\n", "");
        LabReport report = new LabReport(directory, List.of(GOOD));
        add(report, "all of it\n", one);
        assertThat(Files.readString(directory.resolve("good.txt")))
                .isEqualTo("PASS pvh good: GRUB in 1.3 s, allowed: " + error + "\n\nallowed: " + error
                        + "\n\nall of it\n");
        assertThat(suite().getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo("allowed: " + error + "\n\nof it\n");
        assertThat(new CaseResult(GOOD, Optional.empty(), "GRUB", List.of("a", "b"), Duration.ZERO, "", "").line())
                .endsWith(", allowed: 2 errors");
    }

    @Test
    void hasTheConsoleAndAReportWhileTheGuestStillRuns() throws Exception {
        LabReport report = new LabReport(directory, List.of(GOOD, LATER));
        try (Transcript transcript = report.begin()) {
            transcript.write("\nWelcome ");
            transcript.write("to GRUB!\n");
            assertThat(Files.readString(directory.resolve("good.txt"))).isEqualTo("Welcome to GRUB!\n");
            assertThat(suite().getAttribute("errors")).isEqualTo("2");
        }
    }

    @Test
    void tellsInWhichCaseTheLabItselfFailed() throws Exception {
        LabReport report = new LabReport(directory, List.of(GOOD, LATER));
        report.broken("QEMU was killed", "Welcome to GRUB!");
        Element running = (Element) suite().getElementsByTagName("testcase").item(0);
        Element error = (Element) running.getElementsByTagName("error").item(0);
        assertThat(error.getAttribute("message")).isEqualTo("QEMU was killed");
        assertThat(running.getTextContent()).contains("Welcome to GRUB!");
    }

    private static void add(LabReport report, String shown, CaseResult result) throws Exception {
        try (Transcript transcript = report.begin()) {
            transcript.write(shown);
        }
        report.add(result);
    }

    private Element suite() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(directory.resolve("TEST-grub-xen.boot.xml").toFile())
                .getDocumentElement();
    }

    private static BootCase named(String name) {
        return LabCases.empty(name, Platform.I386_XEN_PVH, List.of(GuestMenu.GREETING), List.of());
    }
}
