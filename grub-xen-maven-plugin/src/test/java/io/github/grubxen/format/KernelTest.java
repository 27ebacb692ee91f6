// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SmallElf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real kernel.img, and the same with one field changed. */
class KernelTest {
    /** Offsets in a 64-bit ELF header and section header. */
    private static final int E_TYPE = 16;

    private static final int E_MACHINE = 18;
    private static final int E_ENTRY = 24;
    private static final int E_SHNUM = 60;
    private static final int SH_TYPE = 4;
    private static final int SH_ADDR = 16;
    private static final int SH_OFFSET = 24;
    private static final int SH_SIZE = 32;
    private static final int SH_ALIGN = 48;

    private byte[] good = new byte[0];
    private int table;

    @BeforeEach
    void readAKernel() throws IOException {
        good = GrubRelease.BOOKWORM.tree(Platform.X86_64_XEN).kernel().toArray();
        table = (int) buffer(good).getLong(40);
    }

    @Test
    void endsWhereItsBssEnds() throws IOException {
        Kernel kernel = Kernel.read(Platform.X86_64_XEN, Bytes.of("kernel.img", good));
        ByteBuffer bss = buffer(good).position(section(5));
        assertThat(kernel.content().length() + kernel.bss())
                .isEqualTo(bss.getLong(section(5) + SH_ADDR) + bss.getLong(section(5) + SH_SIZE));
        assertThat(kernel.alignment()).isEqualTo(4096);
    }

    @Test
    void isRefusedWhenItsHeaderIsOfAnotherKind() {
        refused("not a kernel for x86_64-xen", k -> k.putShort(E_TYPE, (short) 1));
        refused("not a kernel for x86_64-xen", k -> k.putShort(E_MACHINE, (short) 183));
        refused("kernel.img at offset 0x4: not a little-endian ELF file", k -> k.put(5, (byte) 2));
        refused("not an ELF file", k -> k.put(0, (byte) 0));
        refused("the section of the names is number 99", k -> k.putShort(62, (short) 99));
        refused("linked to be entered at 0x1000", k -> k.putLong(E_ENTRY, 0x1000));
    }

    @Test
    void isRefusedWhenItsSectionsDoNotMakeAKernel() {
        refused("no code section", k -> k.putShort(E_SHNUM, (short) 0));
        refused("no code section", k -> k.putInt(section(1) + SH_TYPE, 3));
        refused("no bss section", k -> k.putInt(section(5) + SH_TYPE, 3));
        refused("overlap or are not in the order", k -> k.putLong(section(2) + SH_ADDR, 0x10));
        refused("overlap or are not in the order", k -> k.putInt(section(3) + SH_TYPE, 8));
        refused("alignment 12345", k -> k.putLong(section(5) + SH_ALIGN, 12345));
        refused("alignment 4194304", k -> k.putLong(section(5) + SH_ALIGN, 4 << 20));
        refused("beyond any GRUB kernel", k -> k.putLong(section(5) + SH_SIZE, 1L << 40));
    }

    @Test
    void isRefusedWhenAFewBytesWouldMakeManyMegabytes() {
        byte[] small = SmallElf.kernel(Platform.X86_64_XEN, 200 << 20, 1);
        assertThatThrownBy(() -> Kernel.read(Platform.X86_64_XEN, Bytes.of("kernel.img", small)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("holes between its sections");
    }

    @Test
    void isRefusedWhenItIsCutOffOrPointsOutsideItself() {
        refused("kernel.img at offset 0x200000000: ", k -> k.putLong(section(2) + SH_OFFSET, 1L << 33));
        refused(at(good.length - 100), k -> k.putLong(section(1) + SH_OFFSET, good.length - 100));
        refused(at(good.length - 2), k -> k.putLong(40, good.length - 10));
        assertThatThrownBy(() ->
                        Kernel.read(Platform.X86_64_XEN, Bytes.of("k", good).slice(0, good.length - 300)))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void ofAnotherPlatformIsNamedAsSuch() throws IOException {
        Bytes pvh = GrubRelease.BOOKWORM.tree(Platform.I386_XEN_PVH).kernel();
        assertThatThrownBy(() -> Kernel.read(Platform.I386_XEN, pvh))
                .hasMessageContaining("a kernel for i386-xen")
                .hasMessageContaining("the one of i386-xen_pvh");
    }

    @Test
    void damagedAnywhereIsRefusedOrReadWithoutAnyOtherFailure() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = good.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                boolean header = random.nextBoolean();
                int at = header ? random.nextInt(64) : table + random.nextInt(7 * 64);
                damaged[at] = (byte) random.nextInt();
            }
            try {
                Kernel.read(Platform.X86_64_XEN, Bytes.of("kernel.img", damaged));
            } catch (BadInput expected) {
                assertThat(expected.getMessage()).as("seed %d", seed).contains("kernel.img");
            }
        }
    }

    private static String at(int offset) {
        return "kernel.img at offset 0x" + Integer.toHexString(offset) + ": ";
    }

    private void refused(String message, Consumer<ByteBuffer> change) {
        byte[] changed = good.clone();
        change.accept(buffer(changed));
        assertThatThrownBy(() -> Kernel.read(Platform.X86_64_XEN, Bytes.of("kernel.img", changed)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message);
    }

    private int section(int number) {
        return table + number * 64;
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
