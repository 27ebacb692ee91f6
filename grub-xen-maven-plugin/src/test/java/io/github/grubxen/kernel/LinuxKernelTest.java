// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.elf.ElfClass;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.SmallKernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LinuxKernelTest {
    private static final String DEBIAN = "4.19.0-27-amd64 (debian-kernel@lists.debian.org) #1 SMP Debian 4.19.316-1";

    @Test
    void readsHeaderPayloadAndNotes() throws IOException {
        LinuxKernel kernel = read(SmallKernel.bzImage(gzip(SmallKernel.elf())));
        assertThat(kernel.summary())
                .isEqualTo("vmlinuz: Linux 6.1.0-30-amd64, bzImage, payload in gzip, 64 bit, PV and PVH,"
                        + " boot protocol 2.15");
        SetupHeader setup = kernel.setup().orElseThrow();
        assertThat(setup.isLoadedHigh()).isTrue();
        assertThat(setup.initSize()).isEqualTo(0x800000);
        assertThat(setup.preferredAddress()).isEqualTo(0x1000000);
        assertThat(setup.initrdMax()).isEqualTo(0x7fffffff);
        assertThat(setup.commandLineSize()).isEqualTo(2047);
        assertThat(setup.end()).isEqualTo(0x26c);
        KernelElf elf = kernel.elf().orElseThrow();
        assertThat(elf.start()).isEqualTo(0x1000000);
        assertThat(elf.end()).isEqualTo(0x1800000);
        assertThat(elf.notes()).hasSize(8).allMatch(note -> note.owner().equals("Xen"));
    }

    @Test
    void readsNotesOfSectionsWhereNoProgramHeaderHasThem() throws IOException {
        for (ElfClass elfClass : ElfClass.values()) {
            LinuxKernel kernel = read(SmallKernel.elf(elfClass, SmallKernel.notes(elfClass), false));
            assertThat(kernel.elf().orElseThrow().notes()).hasSize(8);
            assertThat(kernel.is64Bit()).contains(elfClass == ElfClass.ELF64);
            assertThat(kernel.summary()).startsWith("vmlinuz: Linux of an unknown release, ELF file, ");
        }
    }

    @Test
    void readsAFileThatIsCompressedAsAWhole() throws IOException {
        LinuxKernel elf = read(gzip(SmallKernel.elf()));
        assertThat(elf.whole()).isEqualTo(KernelCompression.GZIP);
        assertThat(elf.setup()).isEmpty();
        LinuxKernel image = read(gzip(SmallKernel.bzImage(SmallKernel.elf())));
        assertThat(image.whole()).isEqualTo(KernelCompression.GZIP);
        assertThat(image.payload()).isEqualTo(KernelCompression.NONE);
        assertThat(image.setup()).isPresent();
    }

    @Test
    void knowsTheReleaseOfItsOwnText() throws IOException {
        LinuxKernel kernel = read(SmallKernel.bzImage(0x20d, gzip(SmallKernel.elf()), DEBIAN));
        assertThat(kernel.isAtLeast(4, 19)).contains(true);
        assertThat(kernel.isAtLeast(4, 20)).contains(false);
        assertThat(kernel.isAtLeast(3, 99)).contains(true);
        assertThat(kernel.shortRelease()).isEqualTo("4.19.0-27-amd64");
        LinuxKernel none = read(SmallKernel.bzImage(0x20d, gzip(SmallKernel.elf()), ""));
        assertThat(none.isAtLeast(4, 19)).isEmpty();
    }

    @Test
    void fieldsOfALaterProtocolAreNotReadInAnEarlierOne() throws IOException {
        LinuxKernel kernel = read(SmallKernel.bzImage(0x207, gzip(SmallKernel.elf()), DEBIAN));
        SetupHeader setup = kernel.setup().orElseThrow();
        assertThat(setup.protocolText()).isEqualTo("2.07");
        assertThat(List.of(setup.payloadLength(), setup.initSize(), setup.preferredAddress()))
                .containsOnly(0L);
        assertThat(setup.is64Bit()).isEmpty();
        assertThat(kernel.elf()).isEmpty();
    }

    @Test
    void saysWhyAPayloadCannotBeUsed() throws IOException {
        byte[] cut = gzip(SmallKernel.elf());
        cut[cut.length / 2] ^= 1;
        assertThat(read(SmallKernel.bzImage(cut)).unreadable().orElse("")).startsWith("the data in gzip is damaged");
        byte[] noProgram = SmallKernel.elf();
        noProgram[16] = 1;
        assertThat(read(SmallKernel.bzImage(gzip(noProgram))).unreadable())
                .contains("an ELF file that is not a program (e_type 1)");
        byte[] bigEndian = SmallKernel.elf();
        bigEndian[5] = 2;
        assertThat(read(SmallKernel.bzImage(gzip(bigEndian))).unreadable())
                .contains("an ELF file that is not for x86 (it is not little-endian)");
    }

    @Test
    void headersThatNameTheSameNotesAgainAndAgainAreRefused() {
        byte[] elf = SmallKernel.elf();
        ByteBuffer header = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(32, ElfClass.ELF64.headerSize() + ElfClass.ELF64.programHeaderSize()); // of the notes
        header.putShort(54, (short) 0).putShort(56, (short) 0xffff);
        assertThatThrownBy(() -> read(elf))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("an ELF file with more than 1048576 bytes of notes");
    }

    @Test
    void aPayloadOfTinyBlocksOfLz4IsRefused() throws IOException {
        ByteBuffer lz4 = ByteBuffer.allocate(4 + 20_000 * 6).order(ByteOrder.LITTLE_ENDIAN);
        lz4.putInt(0x184c2102);
        while (lz4.hasRemaining()) {
            lz4.putInt(2).put((byte) 0x10).put((byte) 'a');
        }
        assertThat(read(SmallKernel.bzImage(lz4.array())).unreadable())
                .contains("the data in LZ4 is damaged (it has more than 16384 blocks)");
    }

    @Test
    void refusesWhatIsNoKernelForX86() {
        byte[] arm = new byte[4096];
        System.arraycopy(new byte[] {'A', 'R', 'M', 'd'}, 0, arm, 0x38, 4);
        assertThatThrownBy(() -> read(arm))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("vmlinuz: a Linux kernel for arm64");
        assertThatThrownBy(() -> read("a text".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .hasMessageContaining("vmlinuz: neither a bzImage nor an ELF file");
        assertThatThrownBy(() -> read(gzip(new byte[100])))
                .hasMessageContaining("vmlinuz: neither a bzImage nor an ELF file");
    }

    private static LinuxKernel read(byte[] file) throws IOException {
        return LinuxKernel.read(Bytes.of("vmlinuz", file));
    }

    private static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        }
        return out.toByteArray();
    }
}
