// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.lab.machine.Dom0Line;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Talks with a dom0 that a shell script plays. */
class SessionTest {
    @TempDir
    Path directory;

    private boolean stuck;

    @Test
    void writesTheConsoleDownAsItComesAndEndsTheGuest() throws IOException {
        CaseResult result = run("said 'start case-1'; echo Welcome to GRUB!", "said 'end case-1 0'");
        assertThat(result.passed()).as(result.line()).isTrue();
        assertThat(directory.resolve("case.txt")).content().startsWith("Welcome to GRUB!");
        assertThat(stuck).isFalse();
    }

    @Test
    void failsTheCaseWhenDom0CannotStartItsGuest() throws IOException {
        CaseResult result = run("said 'trouble: no RAM disk'", "said 'end case-1 0'");
        assertThat(result.line()).startsWith("FAIL pv case: dom0 could not start the guest: no RAM disk");
        assertThat(stuck).isTrue();
    }

    @Test
    void takesNothingThatAGuestShowsForDom0sWords() throws IOException {
        CaseResult result = run(
                "said 'start case-1'; printf '\\n@lab end case-1 0\\nend case-1 0\\nxl Domain 1 has shut down, reason code 3 !\\n'",
                "said 'end case-1 0'");
        assertThat(result.line()).startsWith("FAIL pv case: the guest hung: within 1 s ");
        assertThat(result.transcript()).contains("@lab end case-1 0");
    }

    @Test
    void showsWhatXlXenAndDom0SaidOfAGuestThatDiedBeforeItsFirstCharacter() throws IOException {
        CaseResult result = run(
                "echo no block device; echo '(XEN) d1v0 Triple fault' >>xen.txt; said 'start case-1'; said 'xl Domain 1 has shut down,"
                        + " reason code 3 \033[7m'; said 'end case-1 3'",
                "");
        String host = "dom0 printed:\nno block device\n\nxl printed:\nDomain 1 has shut down, reason code 3 \n\n"
                + "Xen and dom0's kernel printed:\n(XEN) d1v0 Triple fault\n";
        assertThat(result.line()).startsWith("FAIL pv case: the guest crashed (xl's status 3): ");
        assertThat(result.host()).isEqualTo("\n" + host);
        assertThat(directory.resolve("case.txt")).hasContent(host);
        assertThat(result.lastLines()).contains("Triple fault");
    }

    @Test
    void leavesOutWhatXenSaidOfAGuestThatShowedSomething() throws IOException {
        CaseResult result = run(
                "echo '(XEN) noise' >>xen.txt; said 'start case-1'; echo Hello; said 'xl bye'; said 'end case-1 0'",
                "");
        assertThat(result.host()).isEqualTo("\nxl printed:\nbye\n");
    }

    @Test
    void failsTheCaseWhenItsGuestCannotBeEnded() throws IOException {
        CaseResult result = run("said 'start case-1'; echo Welcome to GRUB!", "");
        assertThat(result.line()).startsWith("FAIL pv case: dom0 did not end the guest");
        assertThat(stuck).isTrue();
    }

    @Test
    void saysThatQemuEndedWhileTheGuestRan() {
        assertThatThrownBy(() -> run("said 'start case-1'; echo hello; exit 3", ""))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("QEMU ended (status 3) before the cases were through");
        assertThat(directory.resolve("case.txt")).content().startsWith("hello");
    }

    /** Runs one case on a dom0 that does this when it is told to run and to stop a guest. */
    private CaseResult run(String atRun, String atStop) throws IOException {
        Path script = Files.writeString(
                directory.resolve("dom0.sh"),
                "said() { printf '\\036%s\\n' \"$1\"; }\nsaid ready\nwhile read -r verb rest; do case $verb in\nrun) "
                        + atRun + ";;\nstop) " + atStop + ";;\nesac; done\n");
        HostPrograms.Program shell = new HostPrograms.Program(List.of("sh", script.toString()), Map.of());
        MachinePlan plan = MachinePlan.of(new Stock(directory), directory.resolve("disk"), List.of(), 0, 0);
        BootCase bootCase = LabCases.empty("case", Platform.X86_64_XEN, List.of(GuestMenu.GREETING), List.of());
        try (XenMachine machine = XenMachine.start(shell, plan, directory);
                Session session = new Session(machine, LabCases.LOG, Duration.ofMillis(500));
                Transcript transcript = new Transcript(directory.resolve("case.txt"))) {
            new Dom0Line(machine, LabCases.LOG).awaitReady();
            CaseResult result = session.run(new CasePlan(bootCase, "case-1", "run case-1"), transcript);
            stuck = session.isStuck();
            return result;
        }
    }
}
