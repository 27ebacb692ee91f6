// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.DirectoryNote;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.machine.Dom0Line;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.MachinePlan;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.lab.machine.XenMachine;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around the guests: each ends in a message that says what, and nothing is left behind. */
class LabTroubleTest {
    @TempDir
    Path directory;

    @AfterEach
    void nothingIsLeft() {
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(directory.resolve("lab/work")).doesNotExist();
        assertThat(directory.resolve("lab/.running")).doesNotExist();
    }

    @Test
    void offlineWithoutACacheSaysWhatIsMissing() throws IOException {
        AptRepository apt = new AptRepository(directory, Optional.empty(), true);
        Lab lab = new Lab(directory, apt, new SilentLog());
        assertThatThrownBy(() -> lab.run(List.of(empty("a")), directory.resolve("lab")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is not in the cache")
                .hasMessageContaining("without -o");
    }

    @Test
    void casesWithTheSameNameAreRefused() throws IOException {
        Lab lab = LabCases.lab();
        assertThatThrownBy(() -> lab.run(List.of(empty("a"), empty("a")), directory.resolve("lab")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("case 'a': is not a name, or occurs twice");
    }

    @Test
    void aCaseIsNotNamedAsTheLabsOwnFilesAre() throws IOException {
        Lab lab = LabCases.lab();
        for (String name : List.of("xen", "qemu")) {
            assertThatThrownBy(() -> lab.run(List.of(empty(name)), directory.resolve("lab")))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("'" + name + ".txt' is the name of one of the lab's own files");
        }
    }

    @Test
    void aDiskImageThatIsNotRawIsRefused() throws IOException {
        Path image = Files.write(directory.resolve("disk.qcow2"), new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 3});
        BootCase usual = empty("a");
        CasePlans plans = new CasePlans(
                new DiskBuilder(
                        new Stock(directory),
                        HostPrograms.of(directory, new AptRepository(directory, Optional.empty(), true)),
                        directory,
                        LabCases.LOG),
                directory);
        BootCase given = new BootCase(
                "a",
                usual.image(),
                List.of(new GuestDisk.Given(image)),
                usual.options(),
                usual.expected(),
                List.of(),
                usual.limit());
        assertThatThrownBy(() -> plans.of(List.of(given)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("not a raw disk image but qcow2. Convert it: qemu-img convert");
    }

    @Test
    void aProgramThatIsNotOnThePathIsLookedForInTheCache() throws IOException {
        AptRepository apt = new AptRepository(directory, Optional.empty(), true);
        HostPrograms programs = new HostPrograms(directory, apt, List.of());
        assertThatThrownBy(() -> programs.qemu(new SilentLog()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("qemu-system-x86 of ")
                .hasMessageContaining("is not in the cache");
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
    void twoLabsAtOnceSaveOneMachineAndADamagedOneIsMadeAgain() throws Exception {
        Path cache = cacheWithoutAMachine();
        List<String> told = new CopyOnWriteArrayList<>();
        CompletableFuture<List<CaseResult>> other =
                CompletableFuture.supplyAsync(() -> run(cache, directory.resolve("other"), told));
        assertThat(run(cache, directory.resolve("lab"), told)).allMatch(CaseResult::passed);
        assertThat(other.get(5, TimeUnit.MINUTES)).allMatch(CaseResult::passed);
        assertThat(told).filteredOn(line -> line.startsWith("Saving a machine")).hasSize(1);
        assertThat(told)
                .filteredOn(line -> line.startsWith("Another build prepares"))
                .hasSize(1);

        Path state = machines(cache).get(0).resolve("state");
        try (RandomAccessFile file = new RandomAccessFile(state.toFile(), "rw")) {
            file.write(new byte[1 << 16]);
        }
        new DirectoryNote(machines(cache).get(0))
                .write(); // as if it had been damaged while it was saved: only QEMU can tell
        told.clear();
        assertThat(run(cache, directory.resolve("lab"), told)).allMatch(CaseResult::passed);
        assertThat(told)
                .filteredOn(line -> line.startsWith("The saved machine cannot be used"))
                .hasSize(1);
        assertThat(new DirectoryNote(machines(cache).get(0)).holds()).isFalse();
        assertThat(Directories.list(cache.resolve("lab")).stream()
                        .map(Path::getFileName)
                        .map(Path::toString))
                .noneMatch(name -> name.startsWith("."));
    }

    @Test
    @Tag("lab")
    void aKilledJavaLeavesNoQemuAndNoTemporaryFileEvenWhileAMachineIsSaved() throws Exception {
        Path cache = cacheWithoutAMachine();
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        Process java = java(cache, temporary);
        await(() -> files(cache.resolve("lab"), ".part/new/state")
                && !Directories.list(temporary).isEmpty());
        List<ProcessHandle> started = java.descendants().toList();
        java.destroyForcibly();
        await(() -> started.stream().noneMatch(ProcessHandle::isAlive));
        await(() -> Directories.list(temporary).isEmpty());
        await(() -> !Files.exists(directory.resolve("lab/work")) && !Files.exists(directory.resolve("lab/.running")));
    }

    @Test
    @Tag("lab")
    void anEndedJavaLeavesTheReportAndTheConsoleOfTheGuestThatRan() throws Exception {
        Process java = java(LabCases.CACHE, Files.createDirectories(directory.resolve("tmp")));
        Path console = directory.resolve("lab/hangs.txt");
        await(() -> Files.exists(console) && Files.readString(console).contains("LAB-WAITS"));
        List<ProcessHandle> started = java.descendants().toList();
        java.destroy();
        await(() -> started.stream().noneMatch(ProcessHandle::isAlive));
        await(() -> !Files.exists(directory.resolve("lab/work")) && !Files.exists(directory.resolve("lab/.running")));
        assertThat(directory.resolve("lab/TEST-grub-xen.boot.xml")).content().contains("errors=\"1\"");
    }

    /** A run in a Java of its own, to be ended: cache and directory. */
    public static void main(String[] arguments) throws IOException {
        Path cache = Path.of(arguments[0]);
        new Lab(cache, new AptRepository(cache, Optional.empty(), false), LabCases.LOG)
                .run(List.of(hanging()), Path.of(arguments[1]));
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

    private static BootCase menu(String name) throws IOException {
        BootCase.Kernel image = LabCases.image(GrubRelease.BOOKWORM, Platform.X86_64_XEN);
        return LabCases.within(Duration.ofSeconds(60), LabCases.menu(name, image));
    }

    private static BootCase hanging() throws IOException {
        BootCase.Kernel image = config("echo LAB-WAITS\nwhile true; do true; done\n");
        return new BootCase(
                "hangs",
                image,
                List.of(),
                XlOptions.usual(),
                List.of(Expectation.text("LAB-NEVER")),
                List.of(),
                DefaultCases.TIME_LIMIT);
    }

    private static BootCase.Kernel config(String text) throws IOException {
        return LabCases.baked(
                GrubRelease.BOOKWORM,
                Platform.X86_64_XEN,
                ImageRecipe.text("site.cfg", text),
                Optional.of(List.of("echo", "true", "linux")));
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
                other.settling());
    }

    private static BootCase empty(String name) {
        return LabCases.empty(name, Platform.X86_64_XEN, List.of(GuestMenu.GREETING), List.of());
    }

    private static List<CaseResult> run(Path cache, Path lab, List<String> told) {
        BuildLog log = new RecordingLog(told);
        try {
            return new Lab(cache, new AptRepository(cache, Optional.empty(), false), log)
                    .run(List.of(menu("menu")), lab);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A cache with all that the usual one has but a saved machine. */
    private Path cacheWithoutAMachine() throws IOException {
        AptRepository apt = new AptRepository(LabCases.CACHE, Optional.empty(), false);
        Path stock = Stock.of(LabCases.CACHE, apt, LabCases.LOG).directory();
        Path cache = directory.resolve("cache");
        Path copy = Files.createDirectories(cache.resolve("lab").resolve(String.valueOf(stock.getFileName())));
        for (Path file : Directories.list(stock)) {
            Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
        }
        Tools.run(
                directory,
                "cp",
                "-a",
                LabCases.CACHE.toAbsolutePath().resolve("apt").toString(),
                cache.toString());
        return cache;
    }

    private static List<Path> machines(Path cache) throws IOException {
        return Directories.list(cache.resolve("lab")).stream()
                .filter(path -> String.valueOf(path.getFileName()).startsWith("machine-"))
                .toList();
    }

    private Process java(Path cache, Path temporary) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dgrub-xen.cache=" + LabCases.CACHE,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LabTroubleTest.class.getName(),
                        cache.toString(),
                        directory.resolve("lab").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static boolean files(Path directory, String end) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(end));
        }
    }

    /** Something that comes about in another thread or process. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        try {
            while (!condition.holds()) {
                assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
