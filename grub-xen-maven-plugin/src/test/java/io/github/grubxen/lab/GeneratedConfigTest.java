// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.kernel.LinuxKernel;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
 * Guests whose disk is a small Debian with a grub.cfg of its own update-grub, and with the suite's kernel. All but a kernel in zstd
 * on PV starts under the image of the suite's GRUB; that one starts under the patched GRUB.
 */
@Tag("lab")
@Tag("nightly")
class GeneratedConfigTest {
    private static final Path SCRIPT = Path.of("src/test/resources/io/github/grubxen/lab/debian-guest.sh");
    private static final Duration TIME_LIMIT = Duration.ofMinutes(3);

    /** Time for the download of a suite's base system and its unpacking. */
    private static final Duration MAKING = Duration.ofMinutes(10);

    /** What the guest reports of the generated entry. Only on PVH does GRUB add the kernel's path. */
    private static final String COMMAND_LINE =
            "\\s[\\s\\S]*?LAB-CMDLINE (?:BOOT_IMAGE=\\S+ )?root=UUID=\\S+ ro console=hvc0";

    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> startsTheSuitesKernel() throws IOException {
        Tools.needEvenInCi("root".equals(System.getProperty("user.name")), "root, to mount a guest's disk");
        for (String program : List.of("mmdebstrap", "losetup", "blkid")) {
            Tools.needEvenInCi(Tools.has(program), "the program " + program);
        }
        Tools.needEvenInCi(loopDevices(), "loop devices");
        Map<Platform, ModuleTree> patched = PatchedGrub.trees(directory);
        List<BootCase> cases = new ArrayList<>();
        for (GrubRelease release : GrubRelease.values()) {
            String suite = release.suite();
            String prefix = Objects.requireNonNull(BootMatrix.PREFIXES.get(release));
            Stock stock = stock(suite);
            Bytes kernel = stock.kernel(GuestKernel.DISTRIBUTION);
            GuestDisk disk = disk(suite, kernel, stock);
            String version = LinuxKernel.read(kernel).shortRelease();
            BootCase.Kernel pv = release == GrubRelease.BOOKWORM
                    ? LabCases.image(release, Platform.X86_64_XEN)
                    : PatchedGrub.image(Objects.requireNonNull(patched.get(Platform.X86_64_XEN)));
            cases.add(bootCase(prefix + "pv-generated", pv, disk, version));
            BootCase.Kernel pvh = LabCases.image(release, Platform.I386_XEN_PVH);
            cases.add(bootCase(prefix + "pvh-generated", pvh, disk, version));
        }
        AptRepository apt = new AptRepository(LabCases.CACHE, Optional.of("bookworm"), false);
        return new Lab(LabCases.CACHE, apt, LabCases.LOG)
                .run(cases, Path.of("target/lab/generated-config")).stream()
                        .map(result -> DynamicTest.dynamicTest(
                                result.bootCase().name(),
                                () -> assertThat(result.passed())
                                        .as(result.line())
                                        .isTrue()));
    }

    private static BootCase bootCase(String name, BootCase.Kernel image, GuestDisk disk, String version) {
        String type = image.platform().isPvh() ? "PVH" : "PV";
        return new BootCase(
                name,
                image,
                List.of(disk),
                XlOptions.usual(),
                List.of(
                        GuestMenu.GREETING,
                        Expectation.text("Reading (xen/xvda)/boot/grub/grub.cfg"),
                        Expectation.text("Loading Linux " + version),
                        Expectation.text("Loading initial ramdisk"),
                        new Expectation(Pattern.compile("LAB-GUEST (\\S+) " + type + COMMAND_LINE), "guest Linux @")),
                DefaultCases.TROUBLE,
                TIME_LIMIT);
    }

    private static GuestDisk disk(String suite, Bytes kernel, Stock stock) throws IOException {
        Path disk = directory.resolve(suite + ".img");
        Path kernelFile = Files.write(directory.resolve(suite + "-vmlinuz"), kernel.toArray());
        Path initrd = Files.write(
                directory.resolve(suite + "-initrd"), stock.guestInitrd().toArray());
        String printed = ExternalProgram.run(
                        List.of(
                                "bash",
                                SCRIPT.toAbsolutePath().toString(),
                                suite,
                                disk.toString(),
                                kernelFile.toString(),
                                initrd.toString(),
                                LinuxKernel.read(kernel).shortRelease()),
                        Map.of(),
                        directory,
                        MAKING)
                .outputOrThrow("making a guest of " + suite, "See above.");
        System.out.println(printed);
        return new GuestDisk.Given(disk);
    }

    private static boolean loopDevices() throws IOException {
        return ExternalProgram.run(List.of("losetup", "--find"), Map.of(), directory, Duration.ofSeconds(10))
                        .exit()
                == 0;
    }

    private static Stock stock(String suite) throws IOException {
        return Stock.of(LabCases.CACHE, new AptRepository(LabCases.CACHE, Optional.of(suite), false), LabCases.LOG);
    }
}
