// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.build.BuildRecipe;
import io.github.grubxen.build.BuiltSource;
import io.github.grubxen.build.DebianSource;
import io.github.grubxen.build.Patch;
import io.github.grubxen.config.Template;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.disk.PartitionTable;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.source.AptSourcePackages;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private static final Path PATCHES = Path.of("src/patches");

    /** Version of Debian's source package. Archives keep the source of some versions only. */
    private static final String VERSION = System.getProperty("grub-xen.newestSource", "2.14-3");

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
        Map<Platform, ModuleTree> patched = patched();
        CASES.add(zstd("zstd-pv-patched", kernel("patched", Objects.requireNonNull(patched.get(PV)))));
        CASES.add(bls(
                "bls-pv-patched",
                kernel("patched", Objects.requireNonNull(patched.get(PV))),
                GuestKernel.DISTRIBUTION));
        CASES.add(
                bls("bls-pvh-patched", kernel("patched", Objects.requireNonNull(patched.get(PVH))), GuestKernel.CLOUD));
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

    /** Debian's GRUB 2.14 with the patches. */
    private static Map<Platform, ModuleTree> patched() throws IOException {
        Set<Platform> platforms = Set.of(PV, PVH);
        Path dsc = new AptSourcePackages(LabCases.CACHE, "sid", false)
                .download("grub2", Optional.of(VERSION), LabCases.LOG);
        List<Patch> patches = List.of(
                Patch.of(PATCHES.resolve("zstdio-state-size.patch")), Patch.of(PATCHES.resolve("blsuki-on-xen.patch")));
        BuildRecipe recipe = new BuildRecipe(
                DebianSource.fetched(dsc, Optional.empty(), LabCases.LOG), patches, List.of(), Map.of());
        Optional<AptRepository> root = Optional.of(new AptRepository(LabCases.CACHE, Optional.of("sid"), false));
        Path trees = Files.createDirectory(directory.resolve("trees"));
        new BuiltSource(recipe, "test", root, LabCases.CACHE, directory.resolve("logs"))
                .fetched(LabCases.LOG)
                .copyTo(trees, platforms);
        Map<Platform, ModuleTree> read = new EnumMap<>(Platform.class);
        for (Platform platform : platforms) {
            read.put(platform, ModuleTree.read(platform, trees.resolve(platform.id()), "patched " + platform));
        }
        return read;
    }

    private static BootCase.Kernel kernel(String name, ModuleTree tree) throws IOException {
        BakedConfig baked = new BakedConfig(Template.GUEST_CONFIG.filled(), Optional.empty(), TarAttributes.root(0));
        byte[] image = baked.recipe(tree).image(tree).toByteArray();
        return new BootCase.Kernel(name + "-" + tree.platform(), tree.platform(), Bytes.of(name, image));
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

    /** GRUB's environment block of 1024 bytes. */
    private static String block(String variables) {
        String text = "# GRUB Environment Block\n" + variables;
        return text + "#".repeat(1024 - text.length());
    }
}
