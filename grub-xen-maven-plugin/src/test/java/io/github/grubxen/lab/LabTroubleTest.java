package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Folders;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SilentLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around the guests: each ends in a message that says what, and nothing is left behind. */
class LabTroubleTest {
    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() {
        assertThat(qemus()).isZero();
        assertThat(folder.resolve("lab/work")).doesNotExist();
    }

    @Test
    void offlineWithoutACacheSaysWhatIsMissing() throws IOException {
        AptRepository apt = new AptRepository(folder, Optional.empty(), true);
        Lab lab = new Lab(folder, apt, new SilentLog());
        assertThatThrownBy(() -> lab.run(List.of(empty("a")), folder.resolve("lab")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is not in the cache")
                .hasMessageContaining("without -o");
    }

    @Test
    void casesWithTheSameNameAreRefused() throws IOException {
        Lab lab = LabCases.lab();
        assertThatThrownBy(() -> lab.run(List.of(empty("a"), empty("a")), folder.resolve("lab")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("<case>/<name>: 'a' is no name, or there twice");
    }

    @Test
    void aProgramThatIsNotOnThePathIsLookedForInTheCache() throws IOException {
        AptRepository apt = new AptRepository(folder, Optional.empty(), true);
        HostPrograms programs = new HostPrograms(folder, apt, List.of());
        assertThatThrownBy(() -> programs.qemu(new SilentLog()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("qemu-system-x86 of ")
                .hasMessageContaining("is not in the cache");
    }

    @Test
    @Tag("lab")
    void aKilledQemuIsReported() throws Exception {
        CompletableFuture<Boolean> killed = new CompletableFuture<>();
        BuildLog killer = new BuildLog() {
            @Override
            public void info(String line) {
                if (line.startsWith("Xen and dom0 are up")) {
                    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
                    killed.complete(true);
                }
            }

            @Override
            public void warn(String line) {}
        };
        Lab lab = new Lab(LabCases.CACHE, new AptRepository(LabCases.CACHE, Optional.empty(), false), killer);
        assertThatThrownBy(() -> lab.run(List.of(menu()), folder.resolve("lab")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("QEMU was killed (status 137) before the cases were through")
                .hasMessageContaining("(XEN)");
        assertThat(killed.get(1, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("lab/TEST-grub-xen.boot.xml")).content().contains("errors=\"1\"", "not reached");
    }

    @Test
    @Tag("lab")
    void aDom0ThatPanicsIsReported() throws IOException {
        AptRepository apt = new AptRepository(LabCases.CACHE, Optional.empty(), false);
        Path broken = Files.createDirectories(folder.resolve("stock"));
        for (Path file :
                Folders.list(Stock.of(LabCases.CACHE, apt, LabCases.LOG).folder())) {
            Files.copy(file, broken.resolve(String.valueOf(file.getFileName())));
        }
        Files.write(broken.resolve(Stock.DOM0_INITRD), new byte[512]);
        Files.createFile(folder.resolve("disk"));
        MachinePlan plan = MachinePlan.of(new Stock(broken), folder.resolve("disk"), List.of(), 0, 0);
        HostPrograms.Program qemu = HostPrograms.of(LabCases.CACHE, apt).qemu(LabCases.LOG);
        try (XenMachine machine = XenMachine.start(qemu, plan, folder);
                Session session = new Session(machine, LabCases.LOG)) {
            assertThatThrownBy(session::awaitReady)
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("QEMU ended (status 0) before the cases were through")
                    .hasMessageContaining("Kernel panic - not syncing")
                    .hasMessageContaining("Hardware Dom0 crashed");
        }
    }

    private static BootCase menu() throws IOException {
        BootCase.Kernel image = LabCases.kernel(
                GrubRelease.MACHINE,
                Platform.X86_64_XEN,
                GrubRelease.MACHINE.publishedImage(Platform.X86_64_XEN).toArray());
        return LabCases.within(Duration.ofSeconds(30), LabCases.menu("menu", image));
    }

    private static BootCase empty(String name) {
        return LabCases.empty(name, Platform.X86_64_XEN, List.of(GuestMenu.GREETING), List.of());
    }

    private static long qemus() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("qemu"))
                .count();
    }
}
