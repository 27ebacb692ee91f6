// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.domain.Conversion;
import io.github.grubxen.domain.Domain;
import io.github.grubxen.domain.GuestType;
import io.github.grubxen.domain.ImagePath;
import io.github.grubxen.domain.XlConfig;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.CaseDisk;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.PartitionTable;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.MachinePlan;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Configurations of guests that a real xl reads: those that it refuses, and changed ones, whose guests start. */
@Tag("lab")
class GuestConfigOnXenTest {
    private static final String IMAGE = "/run/domain/image";

    /** What every guest of the lab has. */
    private static final String USUAL =
            "memory = 256\ntsc_mode = 'native'\non_poweroff = 'destroy'\non_reboot = 'destroy'\n"
                    + "on_crash = 'destroy'\ndisk = [ 'format=raw,vdev=xvda,access=rw,backendtype=phy,target=/dev/ram0' ]\n";

    /** Configurations that xl refuses, and a part of its message. */
    private static final Map<String, String> REFUSED = new LinkedHashMap<>(Map.of(
            "type = 'pvhx'\nkernel = '" + IMAGE + "'\n",
            "Invalid domain type pvhx",
            "builder = 'linux'\nkernel = '" + IMAGE + "'\n",
            "Invalid domain type linux",
            "type = 'pvh'\nbuilder = 'generic'\nkernel = '" + IMAGE + "'\n",
            "Contradicting",
            "kernel = '" + IMAGE + "'\nfirmware = 'pvgrub64'\n",
            "both kernel and firmware specified",
            "firmware = 'ovmf'\n",
            "only pvgrub{32|64} supported",
            "type = 'pvh'\n",
            "Neither kernel nor bootloader specified",
            "kernel = '" + IMAGE + "'\r\n",
            "config parsing error",
            "kernel = '/run/' + 'domain'\n",
            "Python"));

    /** Configurations to change, and the type that their guests get. */
    private static final Map<String, GuestType> CHANGED = Map.of(
            "# a guest with pygrub\nbootloader = '/usr/lib/xen/bin/pygrub'; bootloader_args = [ '-q' ]\n",
                    GuestType.PVH,
            "builder = 'hvm'\nfirmware = 'bios'\nboot = 'c'\nserial = 'pty'\nvnc = 1\nusbdevice = 'tablet'\n",
                    GuestType.PVH,
            "type = 'pvh'\npvshim = 1\nkernel = '/boot/vmlinuz'\nramdisk = '/boot/initrd'\nroot = '/dev/xvda'\n",
                    GuestType.PVH,
            "builder = \"hvm\"\ndevice_model_version = 'qemu-xen'\ntimer_mode = 1\n", GuestType.PV,
            "type = 'pvh'\nkernel = '/boot/vmlinuz'\nextra = 'quiet'\ntimer_mode = 'no_delay_for_missed_ticks'\n",
                    GuestType.PV);

    @TempDir
    static Path directory;

    private static final Map<String, CaseResult> RESULTS = new HashMap<>();

    @BeforeAll
    static void run() throws IOException {
        Path work = Files.createDirectory(directory.resolve("work"));
        AptRepository apt = new AptRepository(LabCases.CACHE, Optional.empty(), false);
        HostPrograms programs = HostPrograms.of(LabCases.CACHE, apt);
        Stock stock = Stock.of(LabCases.CACHE, apt, LabCases.LOG);
        DiskBuilder builder = new DiskBuilder(stock, programs, work, LabCases.LOG);
        Map<String, CasePlan> plans = new LinkedHashMap<>();
        try (CaseDisk disk = new CaseDisk(work.resolve("cases.img"))) {
            for (String start : REFUSED.keySet()) {
                plans.put(start, plan(start, "case-" + plans.size(), Platform.I386_XEN_PVH, disk, builder, false));
            }
            for (Map.Entry<String, GuestType> changed : CHANGED.entrySet()) {
                Platform platform = changed.getValue() == GuestType.PVH ? Platform.I386_XEN_PVH : Platform.X86_64_XEN;
                String start = changed.getKey();
                plans.put(start, plan(start, "case-" + plans.size(), platform, disk, builder, true));
            }
        }
        MachinePlan machine = MachinePlan.of(stock, work.resolve("cases.img"), List.of(), 0, 256);
        try (Machines machines =
                new Machines(LabCases.CACHE, programs.qemu(LabCases.LOG), machine, directory, LabCases.LOG)) {
            for (Map.Entry<String, CasePlan> plan : plans.entrySet()) {
                try (Transcript transcript =
                        new Transcript(directory.resolve(plan.getValue().domain() + ".txt"))) {
                    CaseResult result = machines.session().run(plan.getValue(), transcript);
                    RESULTS.put(plan.getKey(), result);
                    System.out.println(result.line());
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatXlRefuses() {
        return REFUSED.entrySet().stream()
                .map(refused -> DynamicTest.dynamicTest(refused.getKey(), () -> {
                    CaseResult result = result(refused.getKey());
                    assertThat(result.failure().orElse("passed")).contains("xl's status 1");
                    assertThat(result.host()).contains(refused.getValue());
                    assertThatThrownBy(() -> Domain.of(XlConfig.parse(file("name = 'x'\n" + refused.getKey()))))
                            .isInstanceOf(BadInput.class);
                }));
    }

    @TestFactory
    Stream<DynamicTest> startsAGuestWithAChangedConfiguration() {
        return CHANGED.keySet().stream()
                .map(start -> DynamicTest.dynamicTest(
                        start,
                        () -> assertThat(result(start).failure())
                                .as(result(start).host())
                                .isEmpty()));
    }

    private static CaseResult result(String start) {
        return Objects.requireNonNull(RESULTS.get(start));
    }

    private static CasePlan plan(
            String start, String domain, Platform platform, CaseDisk disk, DiskBuilder builder, boolean changed)
            throws IOException {
        BootCase.Kernel image = LabCases.image(GrubRelease.BOOKWORM, platform);
        BootCase bootCase = LabCases.guest(domain, image, GuestMenu.plain(), FileSystem.EXT4, PartitionTable.NONE);
        Bytes config = file("name = '" + domain + "'\n" + start + USUAL);
        if (changed) {
            GuestType type = platform.isPvh() ? GuestType.PVH : GuestType.PV;
            config = Conversion.of(XlConfig.parse(config), type, ImagePath.of("image", IMAGE))
                    .result();
        }
        GuestDisk.Made made = (GuestDisk.Made) bootCase.disks().get(0);
        Path scratch = directory.resolve("work/disk.img");
        String command = "run " + domain + " " + Duration.ofMinutes(1).toSeconds() + " " + disk.add(config) + " "
                + disk.add(image.content()) + " " + disk.add(made, scratch, file -> builder.write(made, file));
        return new CasePlan(bootCase, domain, command);
    }

    private static Bytes file(String text) {
        return Bytes.of("config", text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
