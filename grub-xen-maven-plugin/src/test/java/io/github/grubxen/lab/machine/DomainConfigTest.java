// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.platform.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DomainConfigTest {

    @Test
    void startsEachPlatformAsItsKindOfGuest() {
        assertThat(text(Platform.X86_64_XEN, XlOptions.usual()))
                .contains("type=\"pv\"\n")
                .doesNotContain("shim");
        assertThat(text(Platform.I386_XEN_PVH, XlOptions.usual()))
                .contains("type=\"pvh\"\n")
                .doesNotContain("shim");
        assertThat(text(Platform.I386_XEN, XlOptions.usual())).contains("type=\"pvh\"\n", "pvshim=1\n");
    }

    @Test
    void namesTheDisksInOrder() {
        assertThat(new DomainConfig("d", Platform.X86_64_XEN, XlOptions.usual(), List.of("/dev/ram0", "/dev/vdb"))
                        .toText())
                .contains("vdev=xvda,access=rw,backendtype=phy,target=/dev/ram0\",\"format=raw,vdev=xvdb,");
    }

    @Test
    void aDiskHasItsGivenName() {
        XlOptions options = new XlOptions(256, Optional.empty(), Map.of(), List.of("sda", "", "hdb1"));
        assertThat(new DomainConfig("d", Platform.X86_64_XEN, options, List.of("/dev/ram0", "/dev/ram1", "/dev/ram2"))
                        .toText())
                .contains("vdev=sda,access=rw,backendtype=phy,target=/dev/ram0\"", "vdev=xvdb,", "vdev=hdb1,");
    }

    @Test
    void refusesNamesThatNoDiskHas() {
        for (String name : List.of("nvme0n1", "xvda0", "xvda16", "sda,target=/etc/passwd", "hdi", "vda")) {
            refused(disks(name), "case 'web', disk 1: '" + name + "' is not the name of a disk");
        }
        refused(disks("sda", "sda"), "case 'web', disk 2: an earlier disk also has the name 'sda'");
        refused(disks("xvdb", ""), "case 'web', disk 2: an earlier disk also has the name 'xvdb'");
    }

    private static XlOptions disks(String... names) {
        return new XlOptions(256, Optional.empty(), Map.of(), List.of(names));
    }

    @Test
    void passesOptionsOn() {
        XlOptions options = new XlOptions(512, Optional.of("a=\"b c\""), Map.of("cpuid", "\"host\"", "vcpus", "2"));
        assertThat(text(Platform.X86_64_XEN, options))
                .contains("memory=512\n", "extra='a=\"b c\"'\n", "cpuid=\"host\"\n", "vcpus=2\n")
                .doesNotContain("vcpus=1");
    }

    @Test
    void refusesWhatTheToolstackWouldMisread() {
        refused(new XlOptions(8, Optional.empty(), Map.of()), "case 'web', memory: 8 MiB");
        refused(new XlOptions(256, Optional.of("'\""), Map.of()), "case 'web', extra=: cannot be quoted");
        refused(new XlOptions(256, Optional.of("a\nb"), Map.of()), "case 'web', extra=: cannot be quoted");
        refused(new XlOptions(256, Optional.empty(), Map.of("a b", "1")), "'a b' is not a line");
    }

    @Test
    void refusesLinesWithoutWhichTheLabWouldLoseItsGuest() {
        for (String line : List.of("name", "type", "kernel", "disk", "memory", "extra", "on_crash", "pvshim_path")) {
            refused(
                    new XlOptions(256, Optional.empty(), Map.of(line, "1")),
                    "case 'web', line '" + line + "': the lab itself sets this");
        }
    }

    private static void refused(XlOptions options, String message) {
        assertThatThrownBy(() -> options.check("web"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message);
    }

    private static String text(Platform platform, XlOptions options) {
        return new DomainConfig("d", platform, options, List.of()).toText();
    }
}
