// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A guest's own GRUB, started by that of its host, on a real Xen. */
@Tag("lab")
class SecondStageMatrixTest {
    private static final GrubRelease OLD = GrubRelease.BOOKWORM;
    private static final GrubRelease NEW = GrubRelease.TRIXIE;
    private static final GrubRelease NEWEST = GrubRelease.SID;
    private static final Platform PV = Platform.X86_64_XEN;
    private static final Platform PV32 = Platform.I386_XEN;
    private static final Platform PVH = Platform.I386_XEN_PVH;
    private static final String PATH = "/boot/xen/pvhboot-i386.elf";

    /** Debian's own configs look for files without a device first, which older GRUBs do not find without a word. */
    private static final List<Pattern> TROUBLE = DefaultCases.TROUBLE;

    /** Host memory that a guest of more than 4 GiB needs beside the machine it runs in, in KiB. */
    private static final long LARGE_HOST = 8L << 20;

    @TempDir
    Path directory;

    private SecondStageScript script;
    private String lines = "";

    /** What a guest has in its grub.cfg for a host whose PVH image knows nothing of second stages. */
    @BeforeEach
    void runTheScriptOfTheExample() throws IOException {
        script = new SecondStageScript(directory).installed();
        lines = script.lines("xen/xvda", PATH);
    }

    @TestFactory
    Stream<DynamicTest> startsTheGuestsOwnGrub() throws IOException {
        List<BootCase> cases = new ArrayList<>();
        cases.add(guest(PV, NEW).startedBy("debian", published(OLD, PV), TROUBLE));
        cases.add(guest(PV32, OLD).startedBy("debian", published(OLD, PV32), TROUBLE));
        cases.add(guest(PVH, OLD).startedBy("debian", published(OLD, PVH), TROUBLE));
        cases.add(guest(PVH, NEW).startedBy("debian", published(OLD, PVH), TROUBLE));
        cases.add(guest(PVH, NEW)
                .beginning(SecondStageScript.documented())
                .startedBy("debian-2.14", published(NEWEST, PVH), TROUBLE));
        cases.add(guest(PVH, OLD).directly());
        return tests(LabCases.lab().run(cases, Path.of("target/lab/second-stage")));
    }

    /** From our images as from Debian's, and the pairs of releases and platforms that not each run has. */
    @TestFactory
    @Tag("nightly")
    Stream<DynamicTest> startsTheGuestsOwnGrubFromAnyImage() throws IOException {
        List<BootCase> cases = new ArrayList<>();
        cases.add(guest(PV, OLD).startedBy("debian", published(OLD, PV), TROUBLE));
        cases.add(guest(PV32, NEW).startedBy("debian", published(OLD, PV32), TROUBLE));
        cases.add(guest(PVH, NEWEST).startedBy("debian-2.12", published(NEW, PVH), TROUBLE));
        for (Platform platform : Platform.values()) {
            for (GrubRelease second : List.of(OLD, NEW)) {
                SecondStageGuest guest = guest(platform, second);
                cases.add(guest.startedBy("old", LabCases.image(OLD, platform), LabCases.ERRORS));
                cases.add(guest.startedBy("new", LabCases.image(NEW, platform), LabCases.ERRORS));
            }
        }
        return tests(LabCases.lab().run(cases, Path.of("target/lab/second-stage-any")));
    }

    @TestFactory
    Stream<DynamicTest> findsTheGrubCfgThatLiesBesideIt() throws IOException {
        List<BootCase> cases = new ArrayList<>();
        cases.add(guest(PV32, NEWEST)
                .withSeparateBoot()
                .startedBy("new-separate-boot", LabCases.image(NEW, PV32), LabCases.ERRORS));
        cases.add(onBothDisks());
        cases.add(guest(PVH, NEW)
                .reading("@/boot/grub/grub.cfg")
                .startedBy("old-subvolume", LabCases.image(OLD, PVH), LabCases.ERRORS));
        cases.add(guest(PV, OLD)
                .reading("boot/grub2/grub.cfg")
                .startedBy("new-grub2-directory", LabCases.image(NEW, PV), LabCases.ERRORS));
        cases.add(menuLst());
        cases.add(variables());
        cases.add(broken(LabCases.image(OLD, PVH)));
        return tests(LabCases.lab().run(cases, Path.of("target/lab/second-stage-files")));
    }

    /** Each is a part of what the guest with both disks, or with a /boot of its own, does in each run. */
    @TestFactory
    @Tag("nightly")
    Stream<DynamicTest> findsTheGrubCfgOnTheSecondDiskAndWithRootMoved() throws IOException {
        List<BootCase> cases = List.of(separateBootWithRootMoved(), onTheSecondDisk());
        return tests(LabCases.lab().run(cases, Path.of("target/lab/second-stage-places")));
    }

    @TestFactory
    @Tag("nightly")
    Stream<DynamicTest> startsInAnyMemory() throws IOException {
        List<BootCase> cases = new ArrayList<>();
        for (int memory : new int[] {128, 2048}) {
            cases.add(in(memory));
        }
        return tests(LabCases.lab().run(cases, Path.of("target/lab/second-stage-memory")));
    }

    @Test
    @Tag("nightly")
    void startsInMoreThanFourGib() throws IOException {
        Matcher available =
                Pattern.compile("MemAvailable: +(\\d+) kB").matcher(Files.readString(Path.of("/proc/meminfo")));
        boolean enough = available.find() && Long.parseLong(available.group(1)) > LARGE_HOST;
        Tools.need(enough, "8 GiB of free memory for a guest of more than 4 GiB");
        assertThat(LabCases.lab().run(List.of(in(4608)), Path.of("target/lab/second-stage-large")))
                .allSatisfy(
                        result -> assertThat(result.passed()).as(result.line()).isTrue());
    }

    private static Stream<DynamicTest> tests(List<CaseResult> results) {
        return results.stream()
                .map(result -> DynamicTest.dynamicTest(
                        result.bootCase().name(),
                        () -> assertThat(result.passed()).as(result.line()).isTrue()));
    }

    private static BootCase.Kernel published(GrubRelease release, Platform platform) throws IOException {
        return new BootCase.Kernel("debian-" + platform, platform, release.publishedImage(platform));
    }

    private SecondStageGuest guest(Platform platform, GrubRelease second) {
        return SecondStageGuest.of(platform, second, lines);
    }

    private BootCase in(int memory) throws IOException {
        BootCase usual = guest(PVH, NEW).startedBy(memory + "-mib", published(OLD, PVH), TROUBLE);
        return new BootCase(
                usual.name(),
                usual.image(),
                usual.disks(),
                new XlOptions(memory, Optional.empty(), Map.of()),
                usual.expected(),
                usual.forbidden(),
                DefaultCases.TIME_LIMIT);
    }

    /** A guest whose grub.cfg has gone to another file system for a font before it comes to the second stage. */
    private BootCase separateBootWithRootMoved() throws IOException {
        String moved = "if [ -z \"$second_stage\" ]; then set root=xen/xvda,gpt2; fi\n";
        return guest(PVH, NEW)
                .withSeparateBoot()
                .beginning(moved + script.lines("xen/xvda,gpt1", "/xen/pvhboot-i386.elf"))
                .startedBy("debian-root-moved", published(OLD, PVH), TROUBLE);
    }

    /** Nothing that boots is on the first one. */
    private BootCase onTheSecondDisk() throws IOException {
        GuestDisk other =
                GuestDisk.Made.plain(FileSystem.EXT2, Map.of("a", GuestDisk.text("a", "b")), Optional.empty());
        SecondStageGuest guest = guest(PVH, NEW).on("xen/xvdb");
        return guest.startedBy(
                "old-second-disk", LabCases.image(OLD, PVH), List.of(other, guest.disk()), LabCases.ERRORS);
    }

    /** Both have a second stage and a grub.cfg, and that of the first one starts the second one's. */
    private BootCase onBothDisks() throws IOException {
        String toTheSecond = script.lines("xen/xvdb", PATH);
        SecondStageGuest first = guest(PVH, NEWEST).beginning(toTheSecond).reading(GuestMenu.USUAL_PATH);
        SecondStageGuest guest = guest(PVH, NEWEST).on("xen/xvdb");
        return guest.startedBy("debian-both-disks", published(OLD, PVH), List.of(first.disk(), guest.disk()), TROUBLE);
    }

    /** As the first stage does where there is nothing else. */
    private BootCase menuLst() throws IOException {
        Map<String, Bytes> files = Map.of(
                "boot/xen/" + PV.secondStage(),
                guest(PV, NEW).stage(),
                "boot/grub/menu.lst",
                GuestDisk.text("menu.lst", "timeout 9\ntitle LAB-LEGACY\nroot (hd0)\nkernel /x\n"));
        return LabCases.files(
                "old-menu-lst",
                LabCases.image(OLD, PV),
                files,
                List.of(
                        GuestMenu.GREETING,
                        Expectation.text("GRUB 2.12 reads (xen/xvda)/boot/grub/menu.lst"),
                        Expectation.text("LAB-LEGACY")));
    }

    /** A grub.cfg that hands over variables, from a GRUB that knows nothing of them. */
    private BootCase variables() throws IOException {
        String handing = lines.replace("; then boot", " xen_grub_env_name=value xen_grub_env_text=\"a b\"; then boot");
        return guest(PVH, NEWEST)
                .beginning(handing)
                .with("value/a b")
                .startedBy("debian-variables", published(OLD, PVH), TROUBLE);
    }

    /** A second stage that is none: the first one says so and reads the guest's grub.cfg. */
    private static BootCase broken(BootCase.Kernel image) {
        Map<String, Bytes> files = new TreeMap<>(GuestMenu.plain().files());
        files.put("boot/xen/pvhboot-i386.elf", GuestDisk.text("pvhboot", "no ELF file"));
        List<Expectation> expected = new ArrayList<>(GuestMenu.plain().expected(PVH));
        expected.add(1, Expectation.text("error: "));
        BootCase usual = LabCases.files("old-pvh-broken-second-stage", image, files, expected);
        return new BootCase(
                usual.name(), image, usual.disks(), usual.options(), expected, List.of(), DefaultCases.TIME_LIMIT);
    }
}
