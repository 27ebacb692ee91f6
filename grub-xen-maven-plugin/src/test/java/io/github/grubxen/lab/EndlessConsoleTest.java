// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.MachinePlan;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.lab.machine.XenMachine;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests that show more than anybody wants to see, on a QEMU that is a shell. */
class EndlessConsoleTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void aLineWithoutAnEndIsReadInLittleMemory() throws IOException {
        String line = "x".repeat(MEGABYTE);
        CaseProgress progress = new CaseProgress(LabCases.empty(
                "case", Platform.I386_XEN, List.of(GuestMenu.GREETING), List.of(Pattern.compile("evil"))));
        for (int i = 0; i < 100; i++) {
            progress.show(line);
            progress.takeFresh();
            assertThat(progress.console()).hasSizeLessThan(MEGABYTE);
        }
        progress.show("evil" + "x".repeat(1 << 15));
        assertThat(progress.broken().orElseThrow())
                .contains("xx...' appeared, which is forbidden")
                .hasSizeLessThan(1000);
    }

    @Test
    void theFileOfATranscriptIsBoundedAndStillHasWhatTheHostSays() throws IOException {
        Path file = directory.resolve("case.txt");
        try (Transcript transcript = new Transcript(file)) {
            for (int i = 0; i < 20; i++) {
                transcript.write("x".repeat(MEGABYTE));
            }
            transcript.end("\nxl printed:\nbye\n");
        }
        assertThat(Files.size(file)).isLessThan(17 * MEGABYTE);
        assertThat(Files.readString(file))
                .endsWith(
                        "xxx\n[the rest is not kept: a transcript has at most 16777216 characters]\n\nxl printed:\nbye\n");
    }

    @Test
    void aGuestWaitsWhileNobodyLooks() throws Exception {
        Path copy = directory.resolve("copy");
        try (XenMachine machine = start("head -c 64000000 /dev/zero | tee '" + copy + "'; sleep 60")) {
            long size = -1;
            while (size != (Files.exists(copy) ? Files.size(copy) : 0) || size <= 0) {
                size = Files.exists(copy) ? Files.size(copy) : 0;
                TimeUnit.MILLISECONDS.sleep(700);
            }
            assertThat(size).isBetween(1L, 16L * MEGABYTE);
            long read = 0;
            while (read < 64_000_000) {
                read += machine.await(Duration.ofSeconds(20)).orElseThrow().length;
            }
            assertThat(read).isEqualTo(64_000_000);
        }
    }

    @Test
    void ofALongLogOfXenTheEndIsRead() throws IOException {
        Path log = directory.resolve("xen.txt");
        Files.writeString(log, "first\n" + "x\n".repeat(MEGABYTE) + "last\n");
        assertThat(XenMachine.end(log, 0))
                .hasSize(MEGABYTE)
                .doesNotContain("first")
                .endsWith("x\nlast\n");
        assertThat(XenMachine.end(log, Files.size(log) - 5)).isEqualTo("last\n");
        assertThat(XenMachine.end(log, Files.size(log) + 5)).isEmpty();
        assertThat(XenMachine.end(directory.resolve("none"), 0)).isEmpty();
    }

    @Test
    void whatQemuItselfSaysWithoutEndIsCutInTheMessage() throws IOException {
        try (XenMachine machine = start("yes 'qemu: trouble' | head -c 20000000 >&2; exit 3")) {
            assertThatThrownBy(() -> machine.await(Duration.ofSeconds(20)))
                    .hasMessageContaining("QEMU ended (status 3)")
                    .hasMessageContaining("qemu: trouble")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(10_000));
        }
    }

    private XenMachine start(String script) throws IOException {
        Path file = Files.writeString(directory.resolve("dom0.sh"), script + "\n");
        HostPrograms.Program shell = new HostPrograms.Program(List.of("sh", file.toString()), Map.of());
        MachinePlan plan = MachinePlan.of(new Stock(directory), directory.resolve("disk"), List.of(), 0, 0);
        return XenMachine.start(shell, plan, directory);
    }
}
