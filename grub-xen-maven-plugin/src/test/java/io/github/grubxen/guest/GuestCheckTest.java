// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import static io.github.grubxen.guest.Guests.gzip;
import static io.github.grubxen.guest.Guests.image;
import static io.github.grubxen.guest.Guests.modules;
import static io.github.grubxen.guest.Guests.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.kernel.Initrd;
import io.github.grubxen.kernel.KernelCompression;
import io.github.grubxen.kernel.LinuxKernel;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SmallKernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;

class GuestCheckTest {
    private static final Platform PV = Platform.X86_64_XEN;
    private static final GuestImage PVH = image(Platform.I386_XEN_PVH);
    private static final long MIB = 1 << 20;

    @Test
    void readsDebiansImages() throws IOException {
        for (GrubRelease release : GrubRelease.values()) {
            for (Platform platform : Platform.values()) {
                GuestImage image = GuestImage.of(release.publishedImage(platform));
                assertThat(image.platform()).isEqualTo(platform);
                assertThat(image.release()).isPresent();
                assertThat(image.isLoaded("gzio")).isTrue();
                assertThat(image.module("zstdio").isPresent()).isEqualTo(release == GrubRelease.SID);
            }
        }
    }

    @Test
    void zstdioOfDebians214IsBrokenAndMakesTheInitrdUseless() throws IOException {
        for (Platform platform : new Platform[] {Platform.X86_64_XEN, Platform.I386_XEN}) {
            assertThat(ZstdModule.of(zstdio(platform), platform)).isEqualTo(ZstdModule.BROKEN);
        }
        GuestImage image = GuestImage.of(GrubRelease.SID.publishedImage(PV));
        Verdict alone = verdict(image, zstdKernel(), Optional.empty());
        assertThat(only(alone)).isEqualTo("zstdio WARNING ");
        Verdict withInitrd = verdict(image, zstdKernel(), Optional.of(initrd(MIB, MIB)));
        assertThat(only(withInitrd)).isEqualTo("zstdio ERROR ");
    }

    @Test
    void aZstdioWithTheSizeOfItsStructureIsCorrected() throws IOException {
        ModuleFile zstdio = zstdio(PV);
        byte[] code = zstdio.content().toArray();
        for (int i = 0; i + 4 < code.length; i++) {
            // lea 8(%rcx,%rax,1),%rdi becomes lea 88(%rcx,%rax,1),%rdi
            if ((code[i] & 0xff) == 0x48 && (code[i + 1] & 0xff) == 0x8d && code[i + 2] == 0x7c && code[i + 4] == 8) {
                code[i + 4] = 88;
            }
        }
        ModuleFile corrected =
                new ModuleFile("zstdio", Bytes.of("zstdio.mod", code), zstdio.dependencies(), zstdio.licences());
        assertThat(ZstdModule.of(corrected, PV)).isEqualTo(ZstdModule.CORRECTED);
        Map<String, ModuleFile> modules = new TreeMap<>(Map.of("zstdio", corrected));
        GuestImage image = new GuestImage(
                "grub.bin", 1, PV, Optional.of("2.14"), modules, Map.of(), Map.of(), Optional.empty(), "");
        assertThat(verdict(image, zstdKernel(), Optional.of(initrd(MIB, MIB))).findings())
                .isEmpty();
    }

    @Test
    void anotherZstdioCannotBeTold() throws IOException {
        GuestImage image = new GuestImage(
                "grub.bin", 1, PV, Optional.of("2.14"), modules("zstdio"), Map.of(), Map.of(), Optional.empty(), "");
        Verdict verdict = verdict(image, zstdKernel(), Optional.of(initrd(MIB, MIB)));
        assertThat(only(verdict)).isEqualTo("zstdio WARNING ");
        assertThat(verdict.findings().get(0).problem()).startsWith("it cannot be told");
    }

    @Test
    void anInitrdThatTheKernelCannotUnpackIsAnError() throws IOException {
        Initrd broken = new Initrd("initrd", 1, KernelCompression.GZIP, 0, Optional.of("it is cut off"));
        assertThat(only(verdict(PVH, kernel(), Optional.of(broken))))
                .isEqualTo("initrd-format ERROR Initramfs unpacking failed");
        Initrd zstd = new Initrd("initrd", MIB, KernelCompression.ZSTD, MIB, Optional.empty());
        assertThat(verdict(PVH, kernel(), Optional.of(zstd)).findings()).isEmpty();
        LinuxKernel old = LinuxKernel.read(
                Bytes.of("vmlinuz", SmallKernel.bzImage(0x20f, gzip(SmallKernel.elf()), "5.8.0 (me@there) #1 SMP")));
        assertThat(only(verdict(PVH, old, Optional.of(zstd))))
                .startsWith("initrd-format ERROR Initramfs unpacking failed:");
    }

    @Test
    void tooLittleMemoryIsFoundBeforeGrubAndTheKernelDo() throws IOException {
        assertThat(memory(20, initrd(MIB, MIB))).isEqualTo("memory ERROR error: out of memory.");
        assertThat(memory(60, initrd(10 * MIB, 60 * MIB)))
                .isEqualTo("memory ERROR Kernel panic - not syncing: System is deadlocked on memory");
        assertThat(memory(140, initrd(10 * MIB, 60 * MIB))).isEqualTo("memory WARNING ");
        assertThat(memory(512, initrd(10 * MIB, 60 * MIB))).isEmpty();
    }

    @Test
    void aKernelAtAnAddressBeyondAllMemoryDoesNotBoot() throws IOException {
        byte[] file = SmallKernel.bzImage(gzip(SmallKernel.elf()));
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0x258, Long.MAX_VALUE); // pref_address
        Guest guest = Guest.UNKNOWN.with(LinuxKernel.read(Bytes.of("vmlinuz", file)));
        Verdict verdict = new GuestCheck(PVH, new KnownFiles()).of(guest.withMemory(512 * MIB));
        assertThat(only(verdict)).isEqualTo("memory ERROR error: out of memory.");
    }

    @Test
    void memoryThatTheGuestCanGetLaterCostsMemoryAtOnce() throws IOException {
        Guest guest = Guest.UNKNOWN.with(kernel()).with(List.of(initrd(MIB, MIB)));
        GuestCheck check = new GuestCheck(PVH, new KnownFiles());
        assertThat(check.of(guest.withMemory(128 * MIB)).findings()).isEmpty();
        OptionalLong memory = OptionalLong.of(128 * MIB);
        assertThat(only(check.of(guest.withMemory(memory, OptionalLong.of(4096 * MIB)))))
                .isEqualTo("memory WARNING ");
        assertThat(only(check.of(guest.withMemory(memory, OptionalLong.of(16384 * MIB)))))
                .startsWith("memory ERROR Kernel panic");
    }

    @Test
    void saysWhatWasNotChecked() throws IOException {
        Verdict verdict = new GuestCheck(PVH, new KnownFiles()).of(Guest.UNKNOWN);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.NOT_CHECKED);
        assertThat(verdict.unknown()).containsExactly("The kernel was not given, so nothing was checked of it.");
    }

    private static ModuleFile zstdio(Platform platform) throws IOException {
        return Objects.requireNonNull(GrubRelease.SID.tree(platform).modules().get("zstdio"));
    }

    private static String memory(long mib, Initrd initrd) throws IOException {
        Guest guest = Guest.UNKNOWN.with(kernel()).with(List.of(initrd)).withMemory(mib * MIB);
        Verdict verdict = new GuestCheck(PVH, new KnownFiles()).of(guest);
        for (Diagnostic finding : verdict.findings()) {
            return finding.rule() + " " + finding.severity() + " " + String.join("|", finding.quoted());
        }
        return "";
    }

    private static Initrd initrd(long size, long unpacked) {
        return new Initrd("initrd", size, KernelCompression.GZIP, unpacked, Optional.empty());
    }

    private static LinuxKernel kernel() throws IOException {
        return LinuxKernel.read(Bytes.of("vmlinuz", SmallKernel.bzImage(gzip(SmallKernel.elf()))));
    }

    private static LinuxKernel zstdKernel() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zstd = new ZstdCompressorOutputStream(out)) {
            byte[] elf = SmallKernel.elf();
            zstd.write(elf, 0, elf.length);
        }
        out.writeBytes(new byte[4]);
        return LinuxKernel.read(Bytes.of("vmlinuz", SmallKernel.bzImage(out.toByteArray())));
    }

    private static Verdict verdict(GuestImage image, LinuxKernel kernel, Optional<Initrd> initrd) throws IOException {
        return new GuestCheck(image, new KnownFiles())
                .of(Guest.UNKNOWN.with(kernel).with(initrd.stream().toList()));
    }
}
