// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guests whose machine is another one than the lab's usual: names of disks, processors, memory. */
@Tag("lab")
class GuestMachinesTest {
    private static final Platform PV = Platform.X86_64_XEN;
    private static final Platform PVH = Platform.I386_XEN_PVH;

    @Test
    void bootFromDisksOfAnyName() throws IOException {
        List<BootCase> cases = List.of(
                with(disk("sda"), "xen/sda", LabCases.menu("pv-sda", image(PV))),
                with(disk("xvda1"), "xen/xvda1", LabCases.menu("pv-xvda1", image(PV))),
                with(disk("hdb"), "xen/hdb", LabCases.menu("pvh-hdb", image(PVH))));
        assertThat(LabCases.lab().run(cases, Path.of("target/lab/machines")))
                .hasSameSizeAs(cases)
                .allSatisfy(
                        result -> assertThat(result.passed()).as(result.line()).isTrue());
    }

    /** Guests that start a Linux, or take a machine with more memory, for the profile nightly. */
    static List<BootCase> slow() throws IOException {
        return List.of(
                with(disk("sda"), "xen/sda", LabCases.linux("pvh-sda", image(PVH), GuestKernel.DISTRIBUTION)),
                with(large(), "xen/xvda", LabCases.linux("pvh-5-gib", image(PVH), GuestKernel.DISTRIBUTION)),
                with(large(), "xen/xvda", LabCases.linux("pv-5-gib", image(PV), GuestKernel.DISTRIBUTION)));
    }

    private static BootCase.Kernel image(Platform platform) throws IOException {
        return LabCases.image(GrubRelease.BOOKWORM, platform);
    }

    private static XlOptions disk(String name) {
        return new XlOptions(XlOptions.USUAL_MEMORY, Optional.empty(), Map.of(), List.of(name));
    }

    private static XlOptions large() {
        return new XlOptions(5120, Optional.empty(), Map.of("vcpus", "2"));
    }

    /** The case with other options. Its grub.cfg must be on the named device. */
    private static BootCase with(XlOptions options, String device, BootCase usual) {
        List<Expectation> expected = new ArrayList<>(usual.expected());
        expected.set(1, new Expectation(Pattern.compile("LAB-MENU \\S+ " + Pattern.quote(device) + "\\s"), device));
        return new BootCase(
                usual.name(), usual.image(), usual.disks(), options, expected, usual.forbidden(), usual.limit());
    }
}
