// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import static io.github.grubxen.guest.Guests.gzip;
import static io.github.grubxen.guest.Guests.image;
import static io.github.grubxen.guest.Guests.only;
import static io.github.grubxen.guest.Guests.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.kernel.XenNote;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.SmallKernel;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kernels under images for PVH. What GRUB itself does with them, lab.GuestCheckLabTest shows. */
class PvhKernelTest {
    private static final GuestImage PVH = image(Platform.I386_XEN_PVH);

    @Test
    void aKernelOfAnyWidthAndCompressionBoots() throws IOException {
        assertThat(verdict(PVH, SmallKernel.bzImage(gzip(SmallKernel.elf()))).findings())
                .isEmpty();
        byte[] narrow = SmallKernel.elf(ElfClass.ELF32, SmallKernel.notes(ElfClass.ELF32));
        assertThat(verdict(PVH, SmallKernel.bzImage(gzip(narrow))).findings()).isEmpty();
    }

    @Test
    void anElfFileIsRefused() throws IOException {
        assertThat(only(verdict(PVH, SmallKernel.elf()))).isEqualTo("boot-protocol ERROR error: invalid magic number.");
    }

    @Test
    void aFileThatIsCompressedAsAWholeNeedsTheModule() throws IOException {
        byte[] kernel = gzip(SmallKernel.bzImage(gzip(SmallKernel.elf())));
        assertThat(only(verdict(PVH, kernel))).isEqualTo("boot-protocol ERROR error: invalid magic number.");
        assertThat(verdict(image(Platform.I386_XEN_PVH, "gzio"), kernel).findings())
                .isEmpty();
    }

    @Test
    void whatGrubLooksAtInTheHeaderIsHeldToItsLimits() throws IOException {
        byte[] payload = gzip(SmallKernel.elf());
        assertThat(only(verdict(PVH, SmallKernel.bzImage(0x202, payload, ""))))
                .isEqualTo("boot-protocol ERROR error: version too old for 32-bit boot.");
        byte[] low = SmallKernel.bzImage(payload);
        low[0x211] = 0;
        assertThat(only(verdict(PVH, low))).isEqualTo("boot-protocol ERROR error: zImage doesn't support 32-bit boot.");
        byte[] sectors = SmallKernel.bzImage(payload);
        sectors[0x1f1] = 65;
        assertThat(only(verdict(PVH, sectors))).isEqualTo("boot-protocol ERROR error: too many setup sectors.");
    }

    @Test
    void aKernelWithoutTheNoteForPvhIsRefused() throws IOException {
        byte[] elf = SmallKernel.elf(ElfClass.ELF64, SmallKernel.notesWithout(XenNote.PHYS32_ENTRY));
        assertThat(only(verdict(PVH, SmallKernel.bzImage(gzip(elf))))).isEqualTo("no-pvh ERROR ");
    }

    @Test
    void theRootPointerIsTakenSince420AndByDebiansSince419() throws IOException {
        byte[] payload = gzip(SmallKernel.elf());
        for (String release : List.of(
                "4.19.0-27-amd64 (debian-kernel@lists.debian.org) #1 SMP Debian 4.19.316-1 (2024-06-25)",
                "4.20.1 (me@there) #1 SMP",
                "5.4.0-42-generic (buildd@lgw01) #46-Ubuntu")) {
            assertThat(verdict(PVH, SmallKernel.bzImage(0x20d, payload, release))
                            .findings())
                    .as(release)
                    .isEmpty();
        }
        for (String release : List.of(
                "4.19.90 (me@there) #1 SMP",
                "4.9.0-8-amd64 (debian-kernel@lists.debian.org) #1 SMP Debian 4.9.144-3")) {
            assertThat(only(verdict(PVH, SmallKernel.bzImage(0x20d, payload, release))))
                    .as(release)
                    .startsWith("no-rsdp ERROR ACPI BIOS Error");
        }
        Verdict nameless = verdict(PVH, SmallKernel.bzImage(0x20d, payload, ""));
        assertThat(nameless.findings()).isEmpty();
        assertThat(nameless.unknown()).singleElement().asString().contains("The release of vmlinuz is unknown");
    }
}
