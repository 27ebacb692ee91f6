// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import static io.github.grubxen.guest.Guests.gzip;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.dryrun.Disks;
import io.github.grubxen.dryrun.FakeDisks;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleLists;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SmallKernel;
import io.github.grubxen.testing.UpdateGrub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests with a config, under Debian's published images. */
class GuestRunTest {
    private static final String XVDA = "xen/xvda";
    private static final String CONFIG = "/boot/grub/grub.cfg";
    private static final String UUID = "0f0f1111-2222-3333-4444-555566667777";

    @TempDir
    Path directory;

    @Test
    void aGuestOfDebianBootsUnderDebiansImages() throws IOException {
        for (GrubRelease release : GrubRelease.values()) {
            Path place = directory.resolve(release.name());
            String config =
                    new UpdateGrub(release, place).config("console").latin1().replace(place + "/boot", "/boot");
            for (Platform platform : List.of(Platform.X86_64_XEN, Platform.I386_XEN_PVH)) {
                Verdict verdict = verdict(release, platform, guest(config).file("xen/xvda,msdos1", "/etc/fstab", ""));
                assertThat(verdict.findings()).as("%s %s", release, platform).isEmpty();
                assertThat(verdict.started().orElse("")).contains("linux (xen/xvda)/boot/vmlinuz-6.1.0-40-amd64 ");
            }
        }
    }

    @Test
    void aConfigWithoutItsDiskIsCheckedWithTheKernelThatIsGiven() throws IOException {
        String config = "set timeout=0\nsearch --fs-uuid --set=root " + UUID
                + "\nmenuentry A { linux /vmlinuz root=/dev/sda1 console=hvc0\ninitrd /initrd.img }\n";
        GuestImage image = GuestImage.of(GrubRelease.BOOKWORM.publishedImage(Platform.X86_64_XEN));
        Bytes text = Bytes.of("grub.cfg", config.getBytes(StandardCharsets.US_ASCII));
        Verdict verdict = new GuestCheck(image, new KnownFiles()).of(Guest.UNKNOWN.withConfig(text));
        assertThat(rules(verdict)).containsExactly("root-device");
        assertThat(verdict.findings().get(0).place()).hasToString("grub.cfg:3:15");
        assertThat(verdict.unknown())
                .anyMatch(line -> line.startsWith("The search for '" + UUID))
                .contains("The kernel was not given, so nothing was checked of it.");
    }

    @Test
    void aSyntaxErrorAndAModuleThatTheImageLacksAreFound() throws IOException {
        String usual = "set timeout=0\nmenuentry A { linux /boot/vmlinuz-6.1.0-40-amd64 root=UUID=" + UUID
                + " console=hvc0\ninitrd /boot/initrd.img-6.1.0-40-amd64\n}\n";
        Platform pvh = Platform.I386_XEN_PVH;
        assertThat(rules(verdict(GrubRelease.BOOKWORM, pvh, guest(usual)))).isEmpty();
        assertThat(rules(verdict(GrubRelease.BOOKWORM, pvh, guest("if true; then\n" + usual))))
                .contains("syntax", "not-started");
        assertThat(rules(verdict(GrubRelease.BOOKWORM, pvh, guest("zstdtest\ninsmod zstdio\n" + usual))))
                .contains("unknown-command", "missing-module", "grub-error");
    }

    @Test
    void blscfgIsKnownToAnImageThatHasItsModule() throws IOException {
        FakeDisks disks = guest("set timeout=0\nblscfg\n")
                .file(XVDA, "/loader/entries/a.conf", "linux /boot/vmlinuz-6.1.0-40-amd64\noptions console=hvc0\n");
        for (boolean patched : new boolean[] {true, false}) {
            GuestImage published = GuestImage.of(GrubRelease.BOOKWORM.publishedImage(Platform.I386_XEN_PVH));
            Map<String, ModuleFile> modules = new HashMap<>(published.embedded());
            modules.putAll(Guests.modules(patched ? "blsuki" : "other"));
            GuestImage image = new GuestImage(
                    published.name(),
                    published.size(),
                    published.platform(),
                    published.release(),
                    modules,
                    published.memdisk(),
                    published.files(),
                    published.early(),
                    published.prefix());
            Verdict verdict = new GuestCheck(image, new KnownFiles()).of(Guest.UNKNOWN.withDisks(disks));
            assertThat(rules(verdict).contains("unknown-command")).isNotEqualTo(patched);
            assertThat(verdict.started().isPresent()).as(verdict.toString()).isEqualTo(patched);
        }
    }

    @Test
    void aGuestWithoutAConfigThatTheImageFindsDoesNotBoot() throws IOException {
        Disks empty = new FakeDisks().file(XVDA, "/etc/fstab", "").fact(XVDA, Disks.Fact.FILE_SYSTEM, "ext2");
        Verdict verdict = verdict(GrubRelease.TRIXIE, Platform.X86_64_XEN, empty);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.WILL_NOT_BOOT);
        assertThat(rules(verdict)).contains("not-started");
    }

    @Test
    void aFileSystemThatTheImageCannotReadIsNotSeen() throws IOException {
        FakeDisks disks = guest("set timeout=0\nmenuentry A { linux /boot/vmlinuz-6.1.0-40-amd64 }\n");
        disks.fact(XVDA, Disks.Fact.FILE_SYSTEM, "unheardof");
        assertThat(verdict(GrubRelease.TRIXIE, Platform.X86_64_XEN, disks).outcome())
                .isEqualTo(Verdict.Outcome.WILL_NOT_BOOT);
    }

    @Test
    void rootDevicesAreHeldAgainstTheDisks() throws IOException {
        for (Map.Entry<String, String> root : Map.of(
                        "root=/dev/xvda",
                        "",
                        "root=/dev/xvda1",
                        "root-device",
                        "root=/dev/sda1",
                        "root-device",
                        "root=UUID=" + UUID,
                        "",
                        "root=UUID=other",
                        "root-device",
                        "root=/dev/mapper/vg-root",
                        "",
                        "ro",
                        "root-device")
                .entrySet()) {
            String config = "set timeout=0\nmenuentry A { linux /boot/vmlinuz-6.1.0-40-amd64 console=hvc0 "
                    + root.getKey() + "\ninitrd /boot/initrd.img-6.1.0-40-amd64\n}\n";
            assertThat(String.join(",", rules(verdict(GrubRelease.BOOKWORM, Platform.X86_64_XEN, guest(config)))))
                    .as(root.getKey())
                    .isEqualTo(root.getValue());
        }
    }

    @Test
    void aUuidWithoutAnInitrdAndAnotherConsoleAreFound() throws IOException {
        String config = "set timeout=0\nmenuentry A { linux /boot/vmlinuz-6.1.0-40-amd64 console=ttyS0 root=UUID="
                + UUID + " }\n";
        Verdict verdict = verdict(GrubRelease.BOOKWORM, Platform.X86_64_XEN, guest(config));
        assertThat(rules(verdict)).containsExactlyInAnyOrder("console", "root-device");
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.WILL_NOT_BOOT);
    }

    @Test
    void theListsHaveEveryModuleAndCommandOfDebiansReleases() throws IOException {
        for (Platform platform : Platform.values()) {
            Set<String> modules = new HashSet<>();
            Set<String> commands = new HashSet<>();
            for (GrubRelease release : GrubRelease.values()) {
                ModuleLists lists = release.tree(platform).parsedLists();
                modules.addAll(release.tree(platform).modules().keySet());
                commands.addAll(lists.commands().keySet());
                lists.commands()
                        .forEach((command, module) ->
                                assertThat(GrubLists.of(platform).commands()).containsEntry(command, module));
            }
            assertThat(GrubLists.of(platform).modules()).containsAll(modules);
            assertThat(GrubLists.of(platform).commands().keySet()).isEqualTo(commands);
        }
    }

    private static Verdict verdict(GrubRelease release, Platform platform, Disks disks) throws IOException {
        GuestImage image = GuestImage.of(release.publishedImage(platform));
        return new GuestCheck(image, new KnownFiles()).of(Guest.UNKNOWN.withDisks(disks));
    }

    private static List<String> rules(Verdict verdict) {
        return verdict.findings().stream().map(Diagnostic::rule).distinct().toList();
    }

    /** A guest with a file system on its whole disk, and two kernels. */
    private static FakeDisks guest(String config) throws IOException {
        String kernel = new String(SmallKernel.bzImage(gzip(SmallKernel.elf())), StandardCharsets.ISO_8859_1);
        FakeDisks disks = new FakeDisks()
                .file(XVDA, CONFIG, config)
                .fact(XVDA, Disks.Fact.UUID, UUID)
                .fact(XVDA, Disks.Fact.FILE_SYSTEM, "ext2");
        for (String version : List.of("6.1.0-40-amd64", "6.1.0-38-amd64")) {
            disks.file(XVDA, "/boot/vmlinuz-" + version, kernel);
            disks.file(XVDA, "/boot/initrd.img-" + version, cpio());
        }
        return disks;
    }

    private static String cpio() {
        return "070701" + "0".repeat(8 * 11) + "0000000b" + "0".repeat(8) + "TRAILER!!!\0";
    }
}
