// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import static io.github.grubxen.guest.Guests.gzip;
import static io.github.grubxen.guest.Guests.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.domain.GuestType;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.kernel.LinuxKernel;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.SmallKernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guests by their xl configurations, with a kernel that is given. */
class DomainJudgeTest {
    private static final GuestImage PVH = image(Platform.I386_XEN_PVH);
    private static final GuestImage PV = image(Platform.X86_64_XEN, "gzio");
    private static final String START = "name = 'web'\nkernel = '/none/grub.bin'\n";

    @Test
    void theTypeMustBeThatOfTheImage() throws IOException {
        assertThat(findings(PVH, START + "type = 'pvh'")).isEmpty();
        assertThat(findings(PV, START)).isEmpty();
        assertThat(findings(PVH, START)).containsExactly("domain-type ERROR web.cfg");
        assertThat(findings(PV, START + "type = 'pvh'")).containsExactly("domain-type ERROR web.cfg:3:1");
        assertThat(findings(PV, START + "builder = 'hvm'")).containsExactly("domain-type ERROR web.cfg:3:1");
    }

    @Test
    void whatXlStartsInsteadOfTheImageIsAnError() throws IOException {
        assertThat(findings(PV, START + "bootloader = 'pygrub'")).containsExactly("domain-start ERROR web.cfg:3:1");
        assertThat(findings(PV, "name = 'web'\nfirmware = 'pvgrub64'"))
                .containsExactly("domain-start ERROR web.cfg:2:1");
    }

    @ParameterizedTest
    @CsvSource({
        "ramdisk = '/none/initrd',true",
        "extra = 'ro quiet',true",
        "cmdline = 'ro',true",
        "root = '/dev/xvda1',true",
        "extra = 'xen_grub_env_root=xen/xvdb',false",
        "extra = '',false",
    })
    void settingsThatDoNotReachTheGuestsKernelAreWarnings(String line, boolean warns) throws IOException {
        assertThat(findings(PV, START + line))
                .isEqualTo(warns ? List.of("domain-ignored WARNING web.cfg:3:1") : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "type = 'pvx'",
        "kernel = 1 + 1",
        "firmware = 'pvgrub64'",
        "disk = ['/srv/web.img'];",
    })
    void aConfigurationThatXlRefusesIsAnError(String line) throws IOException {
        Judged judged = judge(PV, START + line, new DomainJudge.Given(kernel(), Map.of(), Optional.empty()));
        assertThat(rules(judged)).hasSize(1).allMatch(rule -> rule.startsWith("domain-config ERROR web.cfg:3:"));
        assertThat(judged.verdict().outcome()).isEqualTo(Verdict.Outcome.WILL_NOT_BOOT);
    }

    @Test
    void aGuestIsCheckedAsItWillBeAfterItsMove() throws IOException {
        DomainJudge.Given moved = new DomainJudge.Given(kernel(), Map.of(), Optional.of(GuestType.PVH));
        String before = "name = 'web'\nbootloader = 'pygrub'\nextra = 'ro'\nmemory = 512\n";
        assertThat(rules(judge(PVH, before, moved))).isEmpty();
        assertThat(findings(PVH, before)).hasSize(3);
        assertThat(rules(judge(PVH, before + "pci = ['01:00.0']", moved)))
                .containsExactly("domain-config ERROR web.cfg:5:1");
    }

    @Test
    void memoryIsTheConfigurationsUnlessItIsGiven() throws IOException {
        String small = START + "type = 'pvh'\nmemory = 20";
        assertThat(findings(PVH, small)).containsExactly("memory ERROR vmlinuz");
        DomainJudge.Given given = new DomainJudge.Given(kernel().withMemory(512 << 20), Map.of(), Optional.empty());
        assertThat(rules(judge(PVH, small, given))).isEmpty();
        assertThat(findings(PVH, START + "type = 'pvh'\nmaxmem = 20")).containsExactly("memory ERROR vmlinuz");
        assertThat(findings(PVH, START + "type = 'pvh'\nmemory = 128\nmaxmem = 16384"))
                .containsExactly("memory ERROR vmlinuz");
    }

    @Test
    void aDiskThatIsNotOnThisMachineWasNotRead() throws IOException {
        String disks = START + "disk = ['/none/web.img,,xvda', 'nbd:host:1,xvdb,w', '/none/web.vhd,vhd,xvdc',"
                + " ',,hdc:cdrom,r']";
        Judged judged = judge(PV, disks, new DomainJudge.Given(kernel(), Map.of(), Optional.empty()));
        assertThat(judged.verdict().unknown())
                .containsExactly(
                        "The disk xvda (/none/web.img) was not read: it is not on this machine.",
                        "The disk xvdb (host:1) was not read: a script of the host provides it.",
                        "The disk xvdc (/none/web.vhd) was not read: the format vhd is not supported.");
        assertThat(judged.verdict().outcome()).isEqualTo(Verdict.Outcome.BOOTS);
        assertThat(judge(PV, disks, new DomainJudge.Given(Guest.UNKNOWN, Map.of(), Optional.empty()))
                        .verdict()
                        .outcome())
                .isEqualTo(Verdict.Outcome.NOT_CHECKED);
    }

    @Test
    void aGuestWithoutAnImageWasNotChecked() throws IOException {
        DomainJudge judge = new DomainJudge(
                domain -> {
                    throw new BadInput("/none/grub.bin", "no such file", "Check the path.");
                },
                new KnownFiles(),
                new DomainJudge.Given(kernel(), Map.of(), Optional.empty()));
        Judged judged = judge.judge(file(START));
        assertThat(judged.verdict().outcome()).isEqualTo(Verdict.Outcome.NOT_CHECKED);
        assertThat(judged.reason()).isEqualTo("No image: /none/grub.bin: no such file.");
    }

    @Test
    void aConfigurationThatIsNotThereIsAnErrorOfThatGuestAlone() throws IOException {
        DomainJudge judge = new DomainJudge(
                domain -> PV, new KnownFiles(), new DomainJudge.Given(kernel(), Map.of(), Optional.empty()));
        List<Judged> judged = Fleet.judge(List.of(Path.of("/none/a.cfg"), Path.of("/none/b.cfg")), judge, done -> {});
        assertThat(judged).extracting(Judged::file).containsExactly("/none/a.cfg", "/none/b.cfg");
        assertThat(judged.get(0).reason()).isEqualTo("domain-config: no such file");
    }

    @Test
    void manyGuestsKeepTheirOrderInSeveralThreadsAndAreCounted(@TempDir Path directory) throws IOException {
        List<Path> configs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            names.add("web" + i);
            configs.add(Files.writeString(
                    directory.resolve(i + ".cfg"),
                    "name = 'web" + i + "'\nkernel = '/none'\nmemory = " + (i % 3 == 0 ? 16 : 512)));
        }
        DomainJudge judge = new DomainJudge(
                domain -> PV, new KnownFiles(), new DomainJudge.Given(kernel(), Map.of(), Optional.empty()));
        Set<Integer> counted = ConcurrentHashMap.newKeySet();
        List<Judged> judged = Fleet.judge(configs, judge, counted::add);
        assertThat(judged).extracting(Judged::name).isEqualTo(names);
        assertThat(judged.stream().filter(one -> one.verdict().outcome() == Verdict.Outcome.WILL_NOT_BOOT))
                .hasSize(100)
                .allMatch(one -> one.reason().startsWith("memory: the guest has 16 MiB"));
        assertThat(counted).hasSize(300).contains(1, 300);
    }

    private static List<String> findings(GuestImage image, String config) throws IOException {
        return rules(judge(image, config, new DomainJudge.Given(kernel(), Map.of(), Optional.empty())));
    }

    private static List<String> rules(Judged judged) {
        return judged.verdict().findings().stream()
                .map(finding -> finding.rule() + " " + finding.severity() + " " + finding.place())
                .toList();
    }

    private static Judged judge(GuestImage image, String config, DomainJudge.Given given) throws IOException {
        Judged judged = new DomainJudge(domain -> image, new KnownFiles(), given).judge(file(config));
        for (Diagnostic finding : judged.verdict().findings()) {
            assertThat(finding.remedy()).endsWith(".");
        }
        return judged;
    }

    private static Bytes file(String config) {
        return Bytes.of("web.cfg", config.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Guest kernel() throws IOException {
        return Guest.UNKNOWN.with(LinuxKernel.read(Bytes.of("vmlinuz", SmallKernel.bzImage(gzip(SmallKernel.elf())))));
    }
}
