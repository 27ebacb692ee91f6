// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labs of other parts than this machine's own. */
@Tag("lab")
@Tag("nightly")
class OtherMachinesTest {
    @TempDir
    Path directory;

    @Test
    void debian13sXenBootsItsKernelsWhichAreInZstd() throws IOException {
        AptRepository apt = new AptRepository(LabCases.CACHE, Optional.of("trixie"), false);
        BootCase pvh =
                LabCases.linux("pvh-zstd", LabCases.image(GrubRelease.TRIXIE, Platform.I386_XEN_PVH), GuestKernel.ZSTD);
        BootCase pv = DefaultCases.of(LabCases.image(GrubRelease.TRIXIE, Platform.X86_64_XEN));
        pass(new Lab(LabCases.CACHE, apt, LabCases.LOG), List.of(pvh, pv));
    }

    @Test
    void whatThisMachineLacksIsUnpackedFromApt() throws IOException {
        AptRepository apt = new AptRepository(LabCases.CACHE, Optional.empty(), false);
        HostPrograms none = new HostPrograms(LabCases.CACHE, apt, List.of());
        BootCase menu = LabCases.menu("menu", LabCases.image(GrubRelease.BOOKWORM, Platform.X86_64_XEN));
        pass(new Lab(LabCases.CACHE, apt, none, LabCases.LOG), List.of(menu));
    }

    private void pass(Lab lab, List<BootCase> cases) throws IOException {
        assertThat(lab.run(cases, directory.resolve("lab")))
                .allSatisfy(
                        result -> assertThat(result.passed()).as(result.line()).isTrue());
    }
}
