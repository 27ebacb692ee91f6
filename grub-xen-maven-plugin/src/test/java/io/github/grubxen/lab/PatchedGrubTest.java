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
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.disk.PartitionTable;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each patch of the set, on the lab: without it the guest fails, with it the guest boots. */
@Tag("lab")
@Tag("nightly")
class PatchedGrubTest {
    private static final Platform PV = Platform.X86_64_XEN;
    private static final Platform PVH = Platform.I386_XEN_PVH;

    /** The system that the guests come from: its kernels are compressed with Zstandard. */
    private static final String GUEST_SUITE = "trixie";

    @TempDir
    static Path directory;

    private static final List<BootCase> CASES = new ArrayList<>();

    /** Texts of the failures of cases that must fail. */
    private static final Map<String, Pattern> FAILURES = new HashMap<>();

    private static final Map<String, CaseResult> RESULTS = new HashMap<>();

    @BeforeAll
    static void run() throws IOException {
        Map<Platform, ModuleTree> patched = PatchedGrub.trees(directory);
        CASES.add(zstd("zstd-pv-patched", image(patched, PV)));
        CASES.add(bls("bls-pv-patched", image(patched, PV), GuestKernel.DISTRIBUTION));
        CASES.add(bls("bls-pvh-patched", image(patched, PVH), GuestKernel.CLOUD));
        failing(
                zstd("zstd-pv-published", LabCases.image(GrubRelease.SID, PV)),
                "(?s).*(appeared, which is forbidden|the guest (ended|crashed|hung)).*");
        failing(
                bls("bls-pv-published", LabCases.image(GrubRelease.SID, PV), GuestKernel.DISTRIBUTION),
                "(?s).*No boot configuration.*");
        failing(
                bls("bls-pvh-published", LabCases.image(GrubRelease.SID, PVH), GuestKernel.CLOUD),
                "(?s).*No boot configuration.*");
        AptRepository apt = new AptRepository(LabCases.CACHE, Optional.of(GUEST_SUITE), false);
        Stock stock = Stock.of(LabCases.CACHE, apt, LabCases.LOG);
        CASES.add(suse("suse-pv-patched", image(patched, PV), stock));
        CASES.add(suse("suse-pvh-patched", image(patched, PVH), stock));
        failing(suse("suse-pv-published", LabCases.image(GrubRelease.SID, PV), stock), "(?s).*No boot configuration.*");
        failing(
                suse("suse-pvh-published", LabCases.image(GrubRelease.SID, PVH), stock),
                "(?s).*No boot configuration.*");
        for (CaseResult result :
                new Lab(LabCases.CACHE, apt, LabCases.LOG).run(CASES, Path.of("target/lab/patched-grub"))) {
            RESULTS.put(result.bootCase().name(), result);
        }
    }

    @TestFactory
    Stream<DynamicTest> bootsWithThePatchAndFailsWithoutIt() {
        return CASES.stream()
                .map(bootCase -> DynamicTest.dynamicTest(
                        bootCase.name(), () -> check(Objects.requireNonNull(RESULTS.get(bootCase.name())))));
    }

    /** Of openSUSE's guests: the default subvolume is found for an image with the patch, and for no other. */
    @TestFactory
    Stream<DynamicTest> guestCheckSaysTheSame() {
        return CASES.stream()
                .filter(bootCase -> bootCase.name().startsWith("suse-"))
                .map(bootCase -> DynamicTest.dynamicTest(bootCase.name(), () -> {
                    Path disk = ((GuestDisk.Given) bootCase.disks().get(0)).image();
                    try (DiskImage read = DiskImage.open(Map.of("xen/xvda", disk))) {
                        Verdict verdict = new GuestCheck(
                                        GuestImage.of(bootCase.image().content()), new KnownFiles())
                                .of(Guest.UNKNOWN.withDisks(read));
                        assertThat(verdict.outcome() != Verdict.Outcome.WILL_NOT_BOOT)
                                .as(verdict.toString())
                                .isEqualTo(!FAILURES.containsKey(bootCase.name()));
                    }
                }));
    }

    private static void check(CaseResult result) {
        Pattern failure = FAILURES.get(result.bootCase().name());
        if (failure == null) {
            assertThat(result.passed()).as(result.line()).isTrue();
        } else {
            assertThat(result.failure().orElse("passed")).matches(failure);
        }
    }

    private static void failing(BootCase bootCase, String failure) {
        CASES.add(bootCase);
        FAILURES.put(bootCase.name(), Pattern.compile(failure));
    }

    private static BootCase.Kernel image(Map<Platform, ModuleTree> patched, Platform platform) throws IOException {
        return PatchedGrub.image(Objects.requireNonNull(patched.get(platform)));
    }

    private static BootCase zstd(String name, BootCase.Kernel image) {
        return LabCases.linux(name, image, GuestKernel.ZSTD);
    }

    /** A guest of the Fedora family: a /boot with entries of the Boot Loader Specification, and a saved default. */
    private static BootCase bls(String name, BootCase.Kernel image, GuestKernel kernel) {
        GuestMenu linux = new GuestMenu("nowhere/grub.cfg", false, Optional.of(kernel), "lab.case=" + name);
        Map<String, Bytes> files = Map.of(
                "boot/loader/entries/0-rescue.conf",
                GuestDisk.text("0-rescue.conf", "title Rescue\nlinux /boot/nothing\n"),
                "boot/loader/entries/lab-6.1.conf",
                GuestDisk.text("lab-6.1.conf", """
                        title A Linux
                        version 6.1
                        linux /boot/vmlinuz
                        initrd /boot/initrd.img
                        options console=hvc0 quiet panic=1 $kernelopts
                        grub_class lab
                        """),
                "boot/grub2/grubenv",
                GuestDisk.text("grubenv", block("saved_entry=lab-6.1\nkernelopts=lab.case=" + name + "\n")));
        GuestDisk disk = new GuestDisk.Made(FileSystem.XFS, PartitionTable.GPT, false, files, linux.kernel());
        BootCase usual = LabCases.startedBy(
                "Reading the entries in (xen/xvda,gpt1)/boot/loader/entries", name, image, disk, linux);
        return LabCases.within(Duration.ofMinutes(3), usual);
    }

    /** A guest of openSUSE's form: its root is the default subvolume, a snapshot. A newer snapshot, of before a rollback, starts nothing. */
    private static BootCase suse(String name, BootCase.Kernel image, Stock stock) throws IOException {
        GuestKernel kernel = image.platform() == PV ? GuestKernel.DISTRIBUTION : GuestKernel.CLOUD;
        GuestMenu linux = new GuestMenu("boot/grub2/grub.cfg", false, Optional.of(kernel), "lab.case=" + name);
        Map<String, Bytes> files = new HashMap<>();
        linux.files()
                .forEach((path, config) -> files.put(
                        path,
                        GuestDisk.text(
                                path,
                                "set btrfs_relative_path=\"y\"\nexport btrfs_relative_path\n" + config.latin1())));
        files.put("boot/vmlinuz", stock.kernel(kernel));
        files.put("boot/initrd.img", stock.guestInitrd());
        Map<String, Bytes> newer =
                Map.of("boot/grub2/grub.cfg", GuestDisk.text("grub.cfg", "echo LAB-NEWER-SNAPSHOT\nhalt\n"));
        List<Expectation> expected = new ArrayList<>(linux.expected(image.platform()));
        expected.add(1, Expectation.text("Reading (xen/xvda)/boot/grub2/grub.cfg"));
        return new BootCase(
                name,
                image,
                List.of(Subvolumes.snapshots(name, files, newer, directory)),
                XlOptions.usual(),
                expected,
                LabCases.ERRORS,
                Duration.ofMinutes(3));
    }

    /** GRUB's environment block of 1024 bytes. */
    private static String block(String variables) {
        String text = "# GRUB Environment Block\n" + variables;
        return text + "#".repeat(1024 - text.length());
    }
}
