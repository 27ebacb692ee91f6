// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import static io.github.grubxen.guest.Guests.gzip;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SmallKernel;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests whose xl configurations name disks on this machine. */
class DomainDisksTest {
    private static final String UUID = "0f0f1111-2222-3333-4444-555566667777";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private DomainJudge judge = judge(null);

    @BeforeEach
    void anImage() throws IOException {
        Tools.require("grub-fstest", "mke2fs");
        judge = judge(GuestImage.of(GrubRelease.BOOKWORM.publishedImage(Platform.X86_64_XEN)));
    }

    @Test
    void aGuestBootsFromTheDisksOfItsConfiguration() throws IOException {
        Path disk = disk("web.img", "root=UUID=" + UUID + " console=hvc0");
        Verdict verdict = judged("'" + disk + ",raw,xvda,w'").verdict();
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.BOOTS);
        assertThat(verdict.started().orElse("")).startsWith("menu entry 'Linux': linux (xen/xvda)/boot/vmlinuz ");
    }

    @Test
    void aDiskHasTheNameThatTheConfigurationGivesIt() throws IOException {
        Path disk = disk("web.img", "root=/dev/xvda2 console=hvc0");
        assertThat(judged("'file:" + disk + ",xvda2,w'").verdict().findings()).isEmpty();
        Verdict other = judged("'file:" + disk + ",xvdb1,w'").verdict();
        assertThat(other.outcome()).isEqualTo(Verdict.Outcome.WILL_NOT_BOOT);
        assertThat(other.findings().get(0).problem()).isEqualTo("root=/dev/xvda2, and the guest has no such disk");
    }

    @Test
    void aUuidThatNoDiskHasIsAnErrorIfAllDisksWereReadAndAWarningIfNot() throws IOException {
        Path disk = disk("web.img", "root=UUID=another console=hvc0");
        String read = "'" + disk + ",raw,xvda,w'";
        assertThat(severity(read)).isEqualTo("root-device ERROR");
        assertThat(severity(read + ",'/none/b.img,raw,xvdb,w'")).isEqualTo("root-device WARNING");
        Path unknown = Files.write(directory.resolve("swap.img"), new byte[1 << 20]);
        assertThat(severity(read + ",'" + unknown + ",raw,xvdb,w'")).isEqualTo("root-device WARNING");
    }

    @Test
    void theSameDisksAreReadOnceAndChangedOnesAgain() throws IOException {
        Path disk = disk("web.img", "root=UUID=another console=hvc0");
        Path same = Files.createLink(directory.resolve("same.img"), disk);
        Diagnostic first = finding("'" + disk + ",raw,xvda,w'");
        assertThat(finding("'" + same + ",raw,xvda,w'")).isSameAs(first);
        assertThat(finding("'" + disk + ",raw,xvdb,w'")).isNotSameAs(first);
        Files.setLastModifiedTime(disk, FileTime.fromMillis(0));
        assertThat(finding("'" + disk + ",raw,xvda,w'")).isNotSameAs(first).isEqualTo(first);
    }

    @Test
    void aDiskThatCannotBeReadIsNotChecked() throws IOException {
        Path backed = Files.write(directory.resolve("b.qcow2"), new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 3, 1});
        Files.write(backed, Arrays.copyOf(Files.readAllBytes(backed), 1024));
        Verdict verdict = judged("'" + backed + ",qcow2,xvda,w'").verdict();
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.NOT_CHECKED);
        assertThat(verdict.unknown().get(0)).contains("The disks were not read: ", "refers to another file");
    }

    @Test
    void aBlockDeviceOfTheHostIsReadAndAnotherDeviceIsNot() throws IOException {
        Tools.require("losetup");
        Path disk = disk("web.img", "root=UUID=" + UUID + " console=hvc0");
        ExternalProgram attached = ExternalProgram.run(
                List.of("losetup", "-r", "-f", "--show", disk.toString()), Map.of(), directory, LIMIT);
        Tools.needEvenInCi(attached.exit() == 0, "the right to attach loop devices");
        String device = attached.output().strip();
        try {
            assertThat(judged("'" + device + ",raw,xvda,w'").verdict().outcome())
                    .isEqualTo(Verdict.Outcome.BOOTS);
        } finally {
            Tools.run(directory, "losetup", "-d", device);
        }
        assertThat(judged("'/dev/zero,raw,xvda,w'").verdict().unknown().get(0)).contains("not a regular file");
    }

    private String severity(String disks) throws IOException {
        Diagnostic finding = finding(disks);
        return finding.rule() + " " + finding.severity();
    }

    private Diagnostic finding(String disks) throws IOException {
        List<Diagnostic> findings = judged(disks).verdict().findings();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private Judged judged(String disks) throws IOException {
        String config = "name = 'web'\nkernel = '/none'\nmemory = 512\ndisk = [" + disks + "]\n";
        return judge.judge(Bytes.of("web.cfg", config.getBytes(StandardCharsets.UTF_8)));
    }

    private static DomainJudge judge(@Nullable GuestImage image) {
        return new DomainJudge(
                domain -> Objects.requireNonNull(image),
                new KnownFiles(),
                new DomainJudge.Given(Guest.UNKNOWN, Map.of(), Optional.empty()));
    }

    /** A disk with a file system on the whole of it. */
    private Path disk(String name, String parameters) throws IOException {
        Path root = directory.resolve("root");
        Files.createDirectories(root.resolve("boot/grub"));
        Files.writeString(
                root.resolve("boot/grub/grub.cfg"),
                "set timeout=0\nmenuentry Linux { linux /boot/vmlinuz " + parameters
                        + "\ninitrd /boot/initrd.img\n}\n");
        Files.write(root.resolve("boot/vmlinuz"), SmallKernel.bzImage(gzip(SmallKernel.elf())));
        Files.writeString(
                root.resolve("boot/initrd.img"),
                "070701" + "0".repeat(8 * 11) + "0000000b" + "0".repeat(8) + "TRAILER!!!\0");
        Path disk = directory.resolve(name);
        Tools.run(directory, "mke2fs", "-q", "-t", "ext4", "-U", UUID, "-d", root.toString(), disk.toString(), "8M");
        return disk;
    }
}
