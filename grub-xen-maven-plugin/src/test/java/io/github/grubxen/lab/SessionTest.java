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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Talks with a dom0 that a shell script plays. */
class SessionTest {
    @TempDir
    Path folder;

    @Test
    void writesTheConsoleDownAsItComesAndEndsTheGuest() throws IOException {
        CaseResult result = run("said 'start case-1'; echo Welcome to GRUB!", "said 'end case-1 0'");
        assertThat(result.passed()).as(result.line()).isTrue();
        assertThat(folder.resolve("case.txt")).content().startsWith("Welcome to GRUB!");
    }

    @Test
    void failsTheCaseWhenDom0CannotStartItsGuest() throws IOException {
        CaseResult result = run("said 'trouble: no RAM disk'", "said 'end case-1 0'");
        assertThat(result.line()).startsWith("FAIL pv case: dom0 could not start the guest: no RAM disk");
    }

    @Test
    void failsTheCaseWhenItsGuestCannotBeEnded() throws IOException {
        CaseResult result = run("said 'start case-1'; echo Welcome to GRUB!", "");
        assertThat(result.line()).startsWith("FAIL pv case: dom0 did not end the guest");
    }

    @Test
    void saysThatQemuEndedWhileTheGuestRan() {
        assertThatThrownBy(() -> run("said 'start case-1'; echo hello; exit 3", ""))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("QEMU ended (status 3) before the cases were through");
        assertThat(folder.resolve("case.txt")).content().startsWith("hello");
    }

    /** Runs one case on a dom0 that does this when it is told to run and to stop a guest. */
    private CaseResult run(String atRun, String atStop) throws IOException {
        Path script = Files.writeString(
                folder.resolve("dom0.sh"),
                "said() { printf '\\n@lab %s\\n' \"$1\"; }\nsaid ready\nwhile read -r verb rest; do case $verb in\nrun) "
                        + atRun + ";;\nstop) " + atStop + ";;\nesac; done\n");
        HostPrograms.Program shell = new HostPrograms.Program(List.of("sh", script.toString()), Map.of());
        MachinePlan plan = MachinePlan.of(new Stock(folder), folder.resolve("disk"), List.of(), 0, 0);
        BootCase bootCase = LabCases.empty("case", Platform.X86_64_XEN, List.of(GuestMenu.GREETING), List.of());
        try (XenMachine machine = XenMachine.start(shell, plan, folder);
                Session session = new Session(machine, LabCases.LOG, Duration.ofMillis(500));
                Transcript transcript = new Transcript(folder.resolve("case.txt"))) {
            session.awaitReady();
            CaseResult result = session.run(new CasePlan(bootCase, "case-1", "run case-1"), transcript);
            assertThat(session.isStuck()).isEqualTo(!result.passed());
            return result;
        }
    }
}
