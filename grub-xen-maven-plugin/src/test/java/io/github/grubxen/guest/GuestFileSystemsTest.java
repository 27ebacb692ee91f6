// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.diskimage.DiskImage;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SmallKernel;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guests on disks as each file system's own program makes them, under Debian's published images. */
class GuestFileSystemsTest {
    /** mkfs.xfs takes a description of the files, and no directory. */
    private static final String PROTOTYPE = """
            /dev/null
            0 0
            d--755 0 0
            boot d--755 0 0
            vmlinuz ---644 0 0 root/boot/vmlinuz
            grub d--755 0 0
            grub.cfg ---644 0 0 root/boot/grub/grub.cfg
            $
            $
            $
            """;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ext4,            mke2fs,     mke2fs -q -t ext4 -d root disk 8M",
        "ext4 and label,  mke2fs,     mke2fs -q -t ext4 -L lab -d root disk 8M",
        "XFS,             mkfs.xfs,   truncate -s 300M disk && mkfs.xfs -q -p prototype disk",
        "XFS and label,   mkfs.xfs,   truncate -s 300M disk && mkfs.xfs -q -L lab -p prototype disk",
        "btrfs,           mkfs.btrfs, truncate -s 112M disk && mkfs.btrfs -q --rootdir root disk",
        "btrfs and label, mkfs.btrfs, truncate -s 112M disk && mkfs.btrfs -q -L lab --rootdir root disk",
        "tar,             tar,        tar -c -f disk -C root boot",
    })
    void isReadWithTheImagesModule(String name, String program, String script) throws IOException {
        Tools.require("grub-fstest", program);
        Path boot = Files.createDirectories(directory.resolve("root/boot/grub")).resolve("..");
        Files.write(boot.resolve("vmlinuz"), SmallKernel.bzImage(Guests.gzip(SmallKernel.elf())));
        Files.writeString(boot.resolve("grub/grub.cfg"), "linux /boot/vmlinuz console=hvc0 root=/dev/xvda\nboot\n");
        Files.writeString(directory.resolve("prototype"), PROTOTYPE);
        Tools.run(directory, "bash", "-c", script + " 2>&1");
        try (DiskImage disk = DiskImage.open(Map.of("xen/xvda", directory.resolve("disk")))) {
            for (Platform platform : Platform.values()) {
                GuestImage image = GuestImage.of(GrubRelease.TRIXIE.publishedImage(platform));
                Verdict verdict = new GuestCheck(image, new KnownFiles()).of(Guest.UNKNOWN.withDisks(disk));
                assertThat(verdict.started().orElse(verdict.toString()))
                        .as(name + ", " + platform)
                        .contains("linux (xen/xvda)/boot/vmlinuz ");
            }
        }
    }
}
