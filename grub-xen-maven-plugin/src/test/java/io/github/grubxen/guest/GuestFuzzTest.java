// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.kernel.Initrd;
import io.github.grubxen.kernel.KernelElf;
import io.github.grubxen.kernel.LinuxKernel;
import io.github.grubxen.kernel.SetupHeader;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.Fuzzing;
import io.github.grubxen.testing.SmallKernel;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Verdicts about kernels and initrds of any bytes. */
class GuestFuzzTest {
    private static final long MEMORY = 512L << 20;

    /** A decompressor may have a dictionary of 256 MiB, and a kernel as many bytes, which are copied while they are read. */
    private static final long ALLOWANCE = 1L << 30;

    /** A config may run 100,000 commands, each with arguments of its own, and all of their texts have a limit. */
    private static final long COMMANDS = 1L << 33;

    private static final String[] MODULES = {
        "normal",
        "test",
        "search",
        "search_fs_uuid",
        "configfile",
        "linux",
        "gzio",
        "ext2",
        "part_msdos",
        "echo",
        "loadenv",
        "regexp",
        "sleep",
        "true",
        "eval",
        "halt",
        "reboot",
        "read",
        "keystatus",
        "minicmd",
        "datetime"
    };

    private static final Bytes KERNEL = Bytes.of(Fuzzing.NAME, SmallKernel.bzImage(SmallKernel.elf()));

    private static final List<GuestImage> IMAGES = Arrays.stream(Platform.values())
            .map(platform -> Guests.image(platform, "gzio", "xzio", "lzopio", "zstdio"))
            .toList();

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void kernels(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, ALLOWANCE, file -> {
            LinuxKernel kernel = LinuxKernel.read(file);
            assertThat(kernel.summary()).startsWith(Fuzzing.NAME);
            assertThat(kernel.setup().isPresent() || kernel.elf().isPresent()).isTrue();
            for (GuestImage image : IMAGES) {
                check(image, Guest.UNKNOWN.with(kernel).withMemory(MEMORY));
            }
        });
    }

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void initrds(byte[] input) throws IOException {
        LinuxKernel kernel = LinuxKernel.read(KERNEL);
        Fuzzing.readOrRefuse(input, ALLOWANCE, file -> {
            Initrd initrd = Initrd.read(file);
            for (GuestImage image : IMAGES) {
                Verdict verdict = check(
                        image, Guest.UNKNOWN.with(kernel).with(List.of(initrd)).withMemory(MEMORY));
                boolean fits = initrd.unreadable().isEmpty() && initrd.unpacked() < MEMORY;
                assertThat(fits || verdict.outcome() == Verdict.Outcome.WILL_NOT_BOOT)
                        .isTrue();
            }
        });
    }

    /** A config is run to its end, or until it is known not to end. */
    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void configs(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, COMMANDS, file -> {
            for (Platform platform : List.of(Platform.X86_64_XEN, Platform.I386_XEN_PVH)) {
                GuestCheck check = new GuestCheck(Guests.image(platform, MODULES), new KnownFiles());
                Verdict verdict = check.of(Guest.UNKNOWN.withConfig(file));
                assertThat(verdict.findings())
                        .noneMatch(finding -> finding.line().contains("\n"));
                assertThat(verdict.started().isPresent() || verdict.outcome() == Verdict.Outcome.WILL_NOT_BOOT)
                        .isTrue();
            }
        });
    }

    /** A guest that boots has a kernel within its memory, and no finding has a number that overflowed. */
    private static Verdict check(GuestImage image, Guest guest) throws IOException {
        Verdict verdict = new GuestCheck(image, new KnownFiles()).of(guest);
        assertThat(verdict.checked()).isTrue();
        for (Diagnostic finding : verdict.findings()) {
            assertThat(finding.line()).startsWith(Fuzzing.NAME).doesNotContain("\n");
            if (finding.rule().equals("memory")) {
                assertThat(finding.problem()).doesNotContain("-");
            }
        }
        assertThat(verdict.unknown()).allMatch(text -> text.contains(Fuzzing.NAME));
        if (verdict.outcome() != Verdict.Outcome.WILL_NOT_BOOT) {
            LinuxKernel kernel = guest.kernel().orElseThrow();
            boolean fits = image.platform().isPvh()
                    ? kernel.setup().map(GuestFuzzTest::end).orElseThrow().compareTo(BigInteger.valueOf(MEMORY)) <= 0
                    : kernel.elf().map(KernelElf::end).orElse(0L) <= MEMORY;
            assertThat(fits).as(kernel::toString).isTrue();
        }
        return verdict;
    }

    private static BigInteger end(SetupHeader header) {
        BigInteger size = BigInteger.valueOf(header.initSize());
        return size.signum() == 0 ? size : size.add(BigInteger.valueOf(header.preferredAddress()));
    }
}
