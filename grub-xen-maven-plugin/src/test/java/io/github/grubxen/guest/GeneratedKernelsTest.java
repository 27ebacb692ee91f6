// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.elf.ElfNote;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.kernel.KernelElf;
import io.github.grubxen.kernel.LinuxKernel;
import io.github.grubxen.kernel.SetupHeader;
import io.github.grubxen.kernel.XenNote;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.SmallKernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random headers of kernels: what is read is what was written, and no verdict says that a kernel boots without what it needs.
 * {@code -Dgrub-xen.mutations=1000000} makes so many, {@code -Dgrub-xen.seed} repeats a run.
 */
class GeneratedKernelsTest {
    private static final int KERNELS = Integer.getInteger("grub-xen.mutations", 3000);
    private static final long MIB = 1 << 20;
    private static final List<String> RELEASES = List.of(
            "", "6.1.0-30-amd64 #1 SMP Debian 6.1.124-1", "4.19.0 (me@there)", "4.20.1", "2.6.32", "x", "99999.1");
    private static final List<String> DESCRIPTIONS = List.of(
            "", "\0", "generic", "generic\0", "generic2\0", "yes\0", "no\0", "bimodal", "\0\u0010\0\0", "\1\0\0\0");

    /** A kernel, and what was written into it. */
    private record Generated(
            Bytes file,
            ElfClass elfClass,
            List<ElfNote> notes,
            int protocol,
            int sectors,
            boolean high,
            long address,
            long memory,
            String release) {

        static Generated next(Random random) {
            ElfClass elfClass = random.nextInt(3) == 0 ? ElfClass.ELF32 : ElfClass.ELF64;
            List<ElfNote> notes = notes(elfClass, random);
            int protocol = random.nextInt(3) == 0 ? 0x200 + random.nextInt(17) : 0x20f;
            String release = RELEASES.get(random.nextInt(RELEASES.size()));
            byte[] elf = SmallKernel.elf(elfClass, notes, random.nextInt(4) > 0);
            byte[] file = SmallKernel.bzImage(protocol, elf, release);
            long address = random.nextInt(4) > 0 ? 16 * MIB : random.nextLong() >>> (1 + random.nextInt(63));
            long memory = random.nextInt(4) > 0 ? 32 * MIB : (random.nextInt() >>> random.nextInt(32)) & 0xffff_ffffL;
            boolean high = random.nextInt(8) > 0;
            ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            header.put(0x211, (byte) (high ? 1 : 0)).putLong(0x258, address).putInt(0x260, (int) memory);
            return new Generated(
                    Bytes.of("vmlinuz", file), elfClass, notes, protocol, 4, high, address, memory, release);
        }

        /** Those of a distribution's kernel, of which some are left out, repeated or changed. */
        private static List<ElfNote> notes(ElfClass elfClass, Random random) {
            List<ElfNote> notes = new ArrayList<>();
            for (ElfNote note : SmallKernel.notes(elfClass)) {
                for (int n = random.nextInt(8) == 0 ? random.nextInt(3) : 1; n > 0; n--) {
                    String description = random.nextInt(8) > 0
                            ? note.description()
                            : DESCRIPTIONS.get(random.nextInt(DESCRIPTIONS.size()));
                    notes.add(new ElfNote(note.owner(), note.type(), description));
                }
            }
            return notes;
        }

        Optional<String> last(XenNote type) {
            return notes.stream()
                    .filter(note -> note.owner().equals("Xen") && note.type() == type.number())
                    .map(ElfNote::description)
                    .reduce((first, later) -> later);
        }
    }

    @Test
    void areReadAsTheyWereWrittenAndBootOnlyWithWhatTheyNeed() throws IOException {
        long seed = Long.getLong("grub-xen.seed", System.nanoTime());
        Map<Platform, Integer> booting = new EnumMap<>(Platform.class);
        for (int i = 0; i < KERNELS; i++) {
            Generated kernel = Generated.next(new Random(seed + i));
            try {
                LinuxKernel read = LinuxKernel.read(kernel.file);
                checkParts(kernel, read);
                for (Platform platform : Platform.values()) {
                    if (boots(platform, read)) {
                        booting.merge(platform, 1, Integer::sum);
                        checkNeeds(kernel, platform);
                    }
                }
            } catch (RuntimeException | IOException | AssertionError e) {
                throw new AssertionError("-Dgrub-xen.seed=" + (seed + i) + " -Dgrub-xen.mutations=1: " + kernel, e);
            }
        }
        System.out.println(KERNELS + " generated kernels, of which boot: " + booting + ", -Dgrub-xen.seed=" + seed);
        if (KERNELS > 1000) {
            assertThat(booting.values()).hasSize(Platform.values().length).allMatch(count -> count > KERNELS / 50);
        }
    }

    private static boolean boots(Platform platform, LinuxKernel kernel) throws IOException {
        Guest guest = Guest.UNKNOWN.with(kernel).withMemory(512 * MIB);
        return new GuestCheck(Guests.image(platform), new KnownFiles())
                        .of(guest)
                        .outcome()
                != Verdict.Outcome.WILL_NOT_BOOT;
    }

    private static void checkParts(Generated kernel, LinuxKernel read) {
        SetupHeader setup = read.setup().orElseThrow();
        assertThat(setup.protocol()).isEqualTo(kernel.protocol);
        assertThat(setup.setupSectors()).isEqualTo(kernel.sectors);
        assertThat(setup.isLoadedHigh()).isEqualTo(kernel.high);
        assertThat(setup.preferredAddress()).isEqualTo(kernel.protocol < 0x20a ? 0 : kernel.address);
        assertThat(setup.initSize()).isEqualTo(kernel.protocol < 0x20a ? 0 : kernel.memory);
        assertThat(read.release()).isEqualTo(kernel.release);
        assertThat(read.elf().isPresent()).isEqualTo(kernel.protocol >= 0x208);
        if (read.elf().isPresent()) {
            KernelElf elf = read.elf().get();
            assertThat(elf.elfClass()).isEqualTo(kernel.elfClass);
            assertThat(elf.notes())
                    .isEqualTo(kernel.notes.stream()
                            .filter(note -> note.owner().equals("Xen"))
                            .toList());
        }
    }

    /** What no kernel boots without. */
    private static void checkNeeds(Generated kernel, Platform platform) {
        if (platform.isPvh()) {
            assertThat(kernel.protocol).isGreaterThanOrEqualTo(0x203);
            assertThat(kernel.high).isTrue();
            assertThat(kernel.protocol < 0x208
                            || kernel.last(XenNote.PHYS32_ENTRY).isPresent())
                    .isTrue();
            assertThat(kernel.protocol < 0x20a || kernel.memory == 0 || kernel.address < 512 * MIB - kernel.memory)
                    .isTrue();
        } else {
            assertThat(kernel.protocol).isGreaterThanOrEqualTo(0x208);
            assertThat(kernel.elfClass).isEqualTo(platform.elfClass());
            assertThat(kernel.last(XenNote.ENTRY)).isPresent();
            assertThat(kernel.last(XenNote.LOADER).orElse("generic")).matches("generic(\0(?s:.*))?");
            assertThat(kernel.elfClass == ElfClass.ELF64
                            || kernel.last(XenNote.PAE_MODE).orElse("").matches("(?s)(yes|bimodal).*"))
                    .isTrue();
        }
    }
}
