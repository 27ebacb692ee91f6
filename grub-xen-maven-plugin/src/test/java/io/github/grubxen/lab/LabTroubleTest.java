// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static io.github.grubxen.lab.TroubleCases.await;
import static io.github.grubxen.lab.TroubleCases.config;
import static io.github.grubxen.lab.TroubleCases.hanging;
import static io.github.grubxen.lab.TroubleCases.menu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.machine.Dom0Line;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.MachinePlan;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.lab.machine.XenMachine;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures of guests, of QEMU and of dom0: each is reported, and nothing of the lab is left. */
class LabTroubleTest {
    @TempDir
    Path directory;

    @AfterEach
    void nothingIsLeft() {
        TroubleCases.assertNothingIsLeft(directory);
    }

    @Test
    @Tag("lab")
    void aKilledQemuIsReportedWithTheConsoleOfTheGuestThatRan() throws Exception {
        Path console = directory.resolve("lab/hangs.txt");
        Thread killer = new Thread(() -> {
            await(() -> Files.exists(console) && Files.readString(console).contains("LAB-WAITS"));
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        });
        killer.start();
        assertThatThrownBy(() -> LabCases.lab().run(List.of(hanging(), menu("later")), directory.resolve("lab")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("QEMU was killed (status 137) before the cases were through")
                .hasMessageContaining("(XEN)")
                .hasMessageContaining("The last lines of hangs's console:\nWelcome to GRUB!");
        killer.join();
        assertThat(directory.resolve("lab/TEST-grub-xen.boot.xml"))
                .content()
                .contains("errors=\"2\"", "message=\"QEMU was killed", "LAB-WAITS", "not reached");
    }

    @Test
    @Tag("lab")
    void aGuestThatPrintsWithoutEndFailsAlone() throws IOException {
        BootCase talkative = LabCases.files(
                "talks",
                LabCases.image(GrubRelease.BOOKWORM, Platform.X86_64_XEN),
                Map.of(
                        GuestMenu.USUAL_PATH,
                        GuestDisk.text("cfg", "while true; do echo " + "spam ".repeat(15) + "; done\n")),
                List.of(Expectation.text("LAB-NEVER")));
        List<CaseResult> results = LabCases.lab()
                .run(
                        List.of(LabCases.within(Duration.ofSeconds(8), talkative), menu("later")),
                        directory.resolve("lab"));
        assertThat(results.get(0).failure())
                .hasValueSatisfying(failure -> assertThat(failure).contains("within 8 s 'LAB-NEVER' did not appear"));
        assertThat(directory.resolve("lab/talks.txt"))
                .content()
                .startsWith("FAIL pv talks")
                .contains("Welcome to GRUB!");
        assertThat(results.get(1).passed()).as(results.get(1).line()).isTrue();
    }

    @Test
    @Tag("lab")
    void anImageWithAConfigOfItsOwnFailsByDefaultWhenThatIsWrongOnAnyGuest() throws IOException {
        BootCase wrong = DefaultCases.of(config("no-such-command\n"));
        BootCase noDisk = DefaultCases.of(config("linux (xen/xvdb)/vmlinuz\nboot\n"));
        List<CaseResult> results =
                LabCases.lab().run(List.of(named("wrong", wrong), named("disk", noDisk)), directory.resolve("lab"));
        assertThat(results.get(0).failure())
                .hasValueSatisfying(failure -> assertThat(failure).contains("can't find command `no-such-command'"));
        assertThat(results.get(1).passed()).as(results.get(1).line()).isTrue();
    }

    @Test
    @Tag("lab")
    void aDom0ThatPanicsIsReported() throws IOException {
        AptRepository apt = new AptRepository(LabCases.CACHE, Optional.empty(), false);
        Path broken = Files.createDirectories(directory.resolve("stock"));
        for (Path file :
                Directories.list(Stock.of(LabCases.CACHE, apt, LabCases.LOG).directory())) {
            Files.copy(file, broken.resolve(String.valueOf(file.getFileName())));
        }
        Files.write(broken.resolve(Stock.DOM0_INITRD), new byte[512]);
        Files.createFile(directory.resolve("disk"));
        MachinePlan plan = MachinePlan.of(new Stock(broken), directory.resolve("disk"), List.of(), 0, 0);
        HostPrograms.Program qemu = HostPrograms.of(LabCases.CACHE, apt).qemu(LabCases.LOG);
        try (XenMachine machine = XenMachine.start(qemu, plan, directory)) {
            assertThatThrownBy(() -> new Dom0Line(machine, LabCases.LOG).awaitReady())
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("QEMU ended (status 0) before the cases were through")
                    .hasMessageContaining("Kernel panic - not syncing")
                    .hasMessageContaining("Hardware Dom0 crashed");
        }
    }

    private static BootCase named(String name, BootCase other) {
        return new BootCase(
                name,
                other.image(),
                other.disks(),
                other.options(),
                other.expected(),
                other.forbidden(),
                other.allowed(),
                other.limit(),
                other.settling(),
                other.answers());
    }
}
