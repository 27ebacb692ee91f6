// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import static io.github.grubxen.guest.Guests.gzip;
import static io.github.grubxen.guest.Guests.image;
import static io.github.grubxen.guest.Guests.modules;
import static io.github.grubxen.guest.Guests.only;
import static io.github.grubxen.guest.Guests.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.elf.ElfNote;
import io.github.grubxen.kernel.XenNote;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.SmallKernel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Kernels under images for PV. What GRUB itself does with them, lab.GuestCheckLabTest shows. */
class PvKernelTest {
    private static final Platform PV = Platform.X86_64_XEN;
    private static final Platform PV32 = Platform.I386_XEN;

    @Test
    void aDistributionsKernelBootsWithTheModuleForItsPayload() throws IOException {
        byte[] kernel = SmallKernel.bzImage(gzip(SmallKernel.elf()));
        Verdict verdict = verdict(image(PV, "gzio"), kernel);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.BOOTS);
        assertThat(verdict.unknown()).isEmpty();
        assertThat(only(verdict(image(PV, "xzio"), kernel)))
                .isEqualTo("kernel-compression ERROR error: not xen image.");
    }

    @Test
    void aModuleInTheMemdiskIsAWarningBecauseOnlyAConfigLoadsIt() throws IOException {
        GuestImage standalone = new GuestImage(
                "grub.bin", 1, PV, Optional.empty(), Map.of(), modules("gzio"), Map.of(), Optional.empty(), "");
        Verdict verdict = verdict(standalone, SmallKernel.bzImage(gzip(SmallKernel.elf())));
        assertThat(only(verdict)).isEqualTo("kernel-compression WARNING ");
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.BOOTS_WITH_WARNING);
    }

    @Test
    void anElfFileBootsWithoutAnyModuleUnlessItIsCompressed() throws IOException {
        assertThat(verdict(image(PV), SmallKernel.elf()).findings()).isEmpty();
        assertThat(verdict(image(PV, "gzio"), gzip(SmallKernel.elf())).findings())
                .isEmpty();
        assertThat(only(verdict(image(PV), gzip(SmallKernel.elf()))))
                .isEqualTo("kernel-compression ERROR error: not xen image.");
    }

    @Test
    void aKernelWithTheSectionThatNotesReplacedIsLoadedAndNotCheckedFurther() throws IOException {
        byte[] narrow = SmallKernel.elfWithGuestSection(
                ElfClass.ELF32, "GUEST_OS=linux,XEN_VER=xen-3.0,VIRT_BASE=0xC0000000,PAE=yes,LOADER=generic");
        Verdict verdict = verdict(image(PV32), narrow);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.unknown()).singleElement().asString().contains("vmlinuz has the section __xen_guest");
        assertThat(only(verdict(image(PV), narrow)))
                .isEqualTo("kernel-architecture ERROR error: incompatible architecture: 2.");
        byte[] without = SmallKernel.elfWithGuestSection(ElfClass.ELF32, "GUEST_OS=linux,PAE=no,LOADER=generic");
        assertThat(only(verdict(image(PV32), without)))
                .isEqualTo("kernel-architecture ERROR error: incompatible architecture: 1.");
        byte[] wide = SmallKernel.elfWithGuestSection(ElfClass.ELF64, "GUEST_OS=linux,LOADER=generic");
        assertThat(verdict(image(PV), wide).findings()).isEmpty();
    }

    @Test
    void anOlderBootProtocolThan208IsRefused() throws IOException {
        byte[] kernel = SmallKernel.bzImage(0x207, gzip(SmallKernel.elf()), "2.6.24");
        assertThat(only(verdict(image(PV, "gzio"), kernel)))
                .isEqualTo("boot-protocol ERROR error: version too old for xen boot.");
    }

    @Test
    void lz4AndAnyUnknownPayloadHaveNoModule() throws IOException {
        GuestImage image = image(PV, "gzio", "xzio", "lzopio", "zstdio");
        for (byte[] payload : List.of(new byte[] {2, 33, 76, 24, 0, 0, 0, 0, 0}, new byte[] {1, 2, 3, 4, 5, 6})) {
            assertThat(verdict(image, SmallKernel.bzImage(payload))
                            .findings()
                            .get(0)
                            .rule())
                    .isEqualTo("kernel-compression");
        }
    }

    @Test
    void aKernelOfTheOtherWidthIsRefusedWithGrubsNumber() throws IOException {
        byte[] narrow = SmallKernel.elf(ElfClass.ELF32, SmallKernel.notes(ElfClass.ELF32));
        assertThat(verdict(image(PV32), narrow).findings()).isEmpty();
        assertThat(only(verdict(image(PV), narrow)))
                .isEqualTo("kernel-architecture ERROR error: incompatible architecture: 2.");
        assertThat(only(verdict(image(PV32), SmallKernel.elf())))
                .isEqualTo("kernel-architecture ERROR error: incompatible architecture: 4.");
    }

    @Test
    void a32BitKernelNeedsPae() throws IOException {
        List<ElfNote> notes = new ArrayList<>(SmallKernel.notes(ElfClass.ELF32));
        notes.removeIf(note -> note.type() == XenNote.PAE_MODE.number());
        assertThat(only(verdict(image(PV32), SmallKernel.elf(ElfClass.ELF32, notes))))
                .isEqualTo("kernel-architecture ERROR error: incompatible architecture: 1.");
    }

    @Test
    void aKernelWithoutNotesIsRefused() throws IOException {
        assertThat(only(verdict(image(PV), SmallKernel.elf(ElfClass.ELF64, List.of()))))
                .isEqualTo("xen-notes ERROR error: no XEN note found.");
    }

    @Test
    void aLoaderOtherThanGenericIsRefused() throws IOException {
        for (String loader : List.of("special\0", "gen\0", "generics\0")) {
            List<ElfNote> notes = new ArrayList<>(SmallKernel.notesWithout(XenNote.LOADER));
            notes.add(SmallKernel.note(XenNote.LOADER, loader));
            assertThat(only(verdict(image(PV), SmallKernel.elf(ElfClass.ELF64, notes))))
                    .isEqualTo("xen-notes ERROR error: invalid loader.");
        }
        List<ElfNote> without = new ArrayList<>(SmallKernel.notesWithout(XenNote.LOADER));
        without.add(SmallKernel.note(XenNote.LOADER, "generic"));
        assertThat(verdict(image(PV), SmallKernel.elf(ElfClass.ELF64, without)).findings())
                .isEmpty();
    }

    @Test
    void aKernelForPvhAloneCrashesWithoutAMessage() throws IOException {
        Verdict verdict = verdict(image(PV), SmallKernel.elf(ElfClass.ELF64, SmallKernel.notesWithout(XenNote.ENTRY)));
        assertThat(only(verdict)).isEqualTo("no-pv ERROR ");
        assertThat(verdict.findings().get(0).remedy()).endsWith("Or start the guest as PVH.");
    }

    @Test
    void aVirtualBaseThatIsNoPageIsRefused() throws IOException {
        List<ElfNote> notes = new ArrayList<>(SmallKernel.notesWithout(XenNote.VIRT_BASE));
        notes.add(SmallKernel.note(XenNote.VIRT_BASE, "\0\u0008\0\0\0\0\0\0"));
        assertThat(only(verdict(image(PV), SmallKernel.elf(ElfClass.ELF64, notes))))
                .isEqualTo("xen-notes ERROR error: unaligned virt_base.");
    }

    @Test
    void aDamagedPayloadIsRefused() throws IOException {
        byte[] payload = gzip(SmallKernel.elf());
        payload[payload.length / 2] ^= 1;
        assertThat(only(verdict(image(PV, "gzio"), SmallKernel.bzImage(payload))))
                .startsWith("damaged-kernel ERROR");
    }
}
