// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read back of a run of the lab. */
class FormerRunTest {
    private static final BootCase GOOD = named("good");
    private static final BootCase BAD = named("bad <&>");
    private static final BootCase LATER = named("later");

    @TempDir
    Path directory;

    @Test
    void hasWhatTheReportOfTheRunHas() throws IOException {
        CaseResult.Step step = new CaseResult.Step("GRUB's \"menu\"", Duration.ofMillis(1234));
        LabReport report = new LabReport(directory, List.of(GOOD, BAD, LATER));
        add(
                report,
                new CaseResult(
                        GOOD,
                        Optional.empty(),
                        "GRUB",
                        List.of(),
                        Duration.ofMillis(1250),
                        "Welcome to GRUB!\n\n  x\u0007\n",
                        "",
                        List.of(step)));
        add(
                report,
                new CaseResult(BAD, Optional.of("<hung>"), "", List.of(), Duration.ofSeconds(2), "a", "xl said:\nno"));
        assertThat(FormerRun.read(directory))
                .containsExactly(
                        new FormerRun.Booted(
                                "good",
                                Optional.empty(),
                                Duration.ofMillis(1250),
                                List.of(step),
                                "Welcome to GRUB!\n\n  x?\n"),
                        new FormerRun.Booted("bad <&>", Optional.of("<hung>"), Duration.ofSeconds(2), List.of(), "a"),
                        new FormerRun.Booted(
                                "later",
                                Optional.of("not reached: the lab ended before"),
                                Duration.ZERO,
                                List.of(),
                                ""));
    }

    @Test
    void isEmptyIfTheLabHasNotRun() throws IOException {
        assertThat(FormerRun.read(directory)).isEmpty();
    }

    @Test
    void ofAFileThatIsNoReportIsRefused() throws IOException {
        for (String text : List.of(
                "",
                "<testsuite><testcase time='1e99999999'/></testsuite>",
                "<testsuite><testcase time='x'/></testsuite>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><testsuite>&b;</testsuite>")) {
            Files.writeString(directory.resolve(LabReport.XML), text);
            assertThatThrownBy(() -> FormerRun.read(directory))
                    .as(text)
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("is not a report of the lab");
        }
    }

    @Test
    void aTimeIsNotConvertedBeforeItIsKnownToBeShort() throws IOException {
        Files.writeString(directory.resolve(LabReport.XML), "<testsuite><testcase time='1e9'/></testsuite>");
        assertThatThrownBy(() -> FormerRun.read(directory))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("'1e9' is not a number of seconds");
    }

    private static void add(LabReport report, CaseResult result) throws IOException {
        report.begin().close();
        report.add(result);
    }

    private static BootCase named(String name) {
        return LabCases.empty(name, Platform.I386_XEN_PVH, List.of(Expectation.text("x")), List.of());
    }
}
