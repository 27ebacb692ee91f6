// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.diskimage.DiskImage;
import io.github.grubxen.guest.Guest;
import io.github.grubxen.guest.GuestCheck;
import io.github.grubxen.guest.GuestImage;
import io.github.grubxen.guest.KnownFiles;
import io.github.grubxen.guest.Verdict;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.kernel.XenNote;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestInitrd;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.disk.PartitionTable;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the verdict of guest-check about a guest's disk with a boot of the same disk on a real Xen: the guest boots or fails
 * as the verdict says, and the console shows the messages that it quotes.
 */
@Tag("lab")
class GuestCheckLabTest {
    private static final GrubRelease OLD = GrubRelease.BOOKWORM;
    private static final Platform PV = Platform.X86_64_XEN;
    private static final Platform PVH = Platform.I386_XEN_PVH;

    /** Size of the guests' memory in MiB, as the lab's default has it. */
    private static final long MEMORY = 256;

    @TempDir
    static Path directory;

    private final List<BootCase> cases = new ArrayList<>();
    private final Map<String, Verdict> verdicts = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> saysWhatHappens() throws IOException {
        Optional<String> machine = Optional.empty();
        Stock stock = stock(machine);
        GuestKernels kernels = new GuestKernels(stock, directory);
        add(stock, "pv-gzip", OLD, PV, kernels.gzip());
        add(stock, "pv-lzo", OLD, PV, kernels.lzo());
        add(stock, "pv-zstd", OLD, PV, kernels.zstd());
        add(stock, "pv-zstd-in-2.14", GrubRelease.SID, PV, kernels.zstd());
        add(stock, "pv-lz4", GrubRelease.SID, PV, stock.kernel(GuestKernel.CLOUD));
        add(stock, "pv-protocol", OLD, PV, kernels.protocol(0x207));
        add(stock, "pv-loader", OLD, PV, kernels.loader());
        add(stock, "pv-without-entry", OLD, PV, kernels.without(XenNote.ENTRY));
        add(stock, "pvh-cloud", OLD, PVH, stock.kernel(GuestKernel.CLOUD));
        add(stock, "pvh-elf", OLD, PVH, stock.kernel(GuestKernel.ELF));
        add(stock, "pvh-protocol", OLD, PVH, kernels.protocol(0x202));
        add(stock, "pvh-zimage", GrubRelease.SID, PVH, kernels.zImage());
        return compared(machine, "guest-check");
    }

    @TestFactory
    @Tag("nightly")
    Stream<DynamicTest> saysWhatHappensToDebiansKernels() throws IOException {
        List<DynamicTest> all = new ArrayList<>();
        for (String suite : List.of("bookworm", "trixie", "sid")) {
            cases.clear();
            Stock stock = stock(Optional.of(suite));
            for (GrubRelease release : GrubRelease.values()) {
                for (Platform platform : List.of(PV, PVH)) {
                    for (GuestKernel kernel : List.of(GuestKernel.DISTRIBUTION, GuestKernel.CLOUD)) {
                        String name = suite + "-" + release + "-" + platform + "-" + kernel;
                        add(stock, name, release, platform, stock.kernel(kernel));
                    }
                }
            }
            compared(Optional.of(suite), "guest-check-" + suite).forEach(all::add);
        }
        return all.stream();
    }

    private static Stock stock(Optional<String> suite) throws IOException {
        return Stock.of(LabCases.CACHE, new AptRepository(LabCases.CACHE, suite, false), LabCases.LOG);
    }

    private Stream<DynamicTest> compared(Optional<String> suite, String name) throws IOException {
        AptRepository apt = new AptRepository(LabCases.CACHE, suite, false);
        return new Lab(LabCases.CACHE, apt, LabCases.LOG)
                .run(cases, Path.of("target/lab/" + name)).stream()
                        .map(result -> DynamicTest.dynamicTest(result.bootCase().name(), () -> compare(result, name)));
    }

    private void compare(CaseResult result, String directoryName) throws IOException {
        String name = result.bootCase().name();
        Verdict verdict = Objects.requireNonNull(verdicts.get(name));
        boolean boots = verdict.outcome() != Verdict.Outcome.WILL_NOT_BOOT;
        assertThat(result.passed()).as(result.line() + "\n" + verdict).isEqualTo(boots);
        String console = Files.readString(Path.of("target/lab/" + directoryName + "/" + name + ".txt"));
        verdict.findings().stream()
                .filter(finding -> finding.severity() == Diagnostic.Severity.ERROR)
                .flatMap(finding -> finding.quoted().stream())
                .forEach(printed -> assertThat(console).contains(printed));
    }

    /** Writes a guest's disk, checks it, and adds it to the lab's cases. */
    private void add(Stock stock, String name, GrubRelease release, Platform platform, Bytes kernel)
            throws IOException {
        Tools.require("grub-fstest");
        GuestMenu menu = new GuestMenu(
                GuestMenu.USUAL_PATH, false, Optional.of(GuestKernel.OWN), "root=/dev/xvda lab.case=" + name);
        Map<String, Bytes> files = new HashMap<>(menu.files());
        files.put("boot/vmlinuz", kernel);
        GuestDisk.Made made =
                new GuestDisk.Made(FileSystem.EXT4, PartitionTable.NONE, false, files, menu.kernel(), GuestInitrd.LAB);
        Path disk = directory.resolve(name + ".img");
        HostPrograms programs = HostPrograms.of(directory, new AptRepository(directory, Optional.empty(), true));
        new DiskBuilder(stock, programs, directory, LabCases.LOG).write(made, disk);
        BootCase.Kernel image = LabCases.image(release, platform);
        try (DiskImage read = DiskImage.open(Map.of("xen/xvda", disk))) {
            Verdict verdict = new GuestCheck(GuestImage.of(image.content()), new KnownFiles())
                    .of(Guest.UNKNOWN.withDisks(read).withMemory(MEMORY << 20));
            assertThat(verdict.started()).as(name + ": " + verdict).isPresent();
            verdicts.put(name, verdict);
        }
        List<Pattern> trouble = new ArrayList<>(LabCases.ERRORS);
        cases.add(new BootCase(
                name,
                image,
                List.of(new GuestDisk.Given(disk)),
                XlOptions.usual(),
                menu.expected(platform),
                trouble,
                DefaultCases.TIME_LIMIT));
    }
}
