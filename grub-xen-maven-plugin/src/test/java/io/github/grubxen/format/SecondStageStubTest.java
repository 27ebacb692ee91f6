// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stub, run on an emulated processor with whatever a first stage may hand over. */
class SecondStageStubTest {
    private static final int PAGE = 0xff190;
    private static final int KERNEL = 0x100000;
    private static final int INFORMATION = 0x9000;
    private static final int MAP = 0xa000;
    private static final int TEXT = 0xb000;
    private static final int ACPI = 3;
    private static final int NVS = 4;
    private static final int XEN_S_RSDP = 0xfc008000;

    /** Fields of the information. */
    private static final int COMMAND_LINE = 16;

    private static final int MAP_LENGTH = 44;

    private final StubMachine machine = new StubMachine();
    private int mapEnd = MAP;

    SecondStageStubTest() {
        ByteBuffer page = ByteBuffer.allocate(SecondStageStub.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        SecondStageStub.writeTo(page, PAGE, KERNEL);
        machine.put(PAGE, page.array());
    }

    /** Xen's toolstack says ACPI up to 4.20, and NVS later. */
    @ParameterizedTest
    @ValueSource(ints = {ACPI, NVS})
    void startsTheKernelWithTheRootPointerOfTheAcpiMemory(int type) {
        entry(20, 0, 0xa0000, 1);
        entry(20, 0xfc000000L, 0x10000, type);
        rootPointer(XEN_S_RSDP);
        start();
        assertThat(rsdp()).isEqualTo(XEN_S_RSDP);
        assertThat(commandLine()).isEmpty();
    }

    @Test
    void startsItWithoutARootPointerWhereThereIsNoMap() {
        entry(20, 0xfc000000L, 0x10000, ACPI);
        rootPointer(XEN_S_RSDP);
        information(0);
        run();
        assertThat(rsdp()).isZero();
    }

    @Test
    void startsItWithoutARootPointerWhereNoneIsInTheAcpiMemory() {
        entry(20, 0xfc000000L, 0x10000, ACPI);
        entry(20, 0xf0000, 0x10000, 2);
        rootPointer(0xf0000);
        start();
        assertThat(rsdp()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 6, 7, 0x103, 0x80000003, -1})
    void looksIntoNoMemoryOfAnotherType(int type) {
        entry(20, 0xfc000000L, 0x10000, type);
        rootPointer(XEN_S_RSDP);
        start();
        assertThat(rsdp()).isZero();
    }

    @Test
    void goesOnFromEntryToEntryByTheirSizes() {
        entry(24, 0, 0xa0000, 1);
        entry(32, 0x100000, 0x1000, ACPI);
        entry(20, 0xfc000000L, 0x10000, ACPI);
        rootPointer(XEN_S_RSDP);
        start();
        assertThat(rsdp()).isEqualTo(XEN_S_RSDP);
    }

    @Test
    void endsAtAnEntryThatIsTooShortOrTooLongOrReachesBeyondTheMap() {
        for (int size : new int[] {0, 1, 19, -1, -4, -20, 0x7fffffff}) {
            mapEnd = MAP;
            entry(20, 0, 0xa0000, 1);
            entry(size, 0, 0, 1);
            mapEnd = MAP + 48;
            entry(20, 0xfc000000L, 0x10000, ACPI);
            rootPointer(XEN_S_RSDP);
            start();
            assertThat(rsdp()).as("size %d", size).isZero();
        }
        mapEnd = MAP;
        entry(20, 0xfc000000L, 0x10000, ACPI);
        mapEnd--;
        start();
        assertThat(rsdp()).isZero();
    }

    @Test
    void passesOverARootPointerWithAWrongChecksum() {
        entry(20, 0xfc000000L, 0x10000, ACPI);
        rootPointer(XEN_S_RSDP);
        machine.put(XEN_S_RSDP + 8, (byte) 1);
        start();
        assertThat(rsdp()).isZero();
        rootPointer(XEN_S_RSDP + 0x20);
        start();
        assertThat(rsdp()).isEqualTo(XEN_S_RSDP + 0x20);
    }

    @Test
    void passesOverMemoryAboveFourGib() {
        entry(20, 0x1_fc00_0000L, 0x10000, ACPI);
        rootPointer(XEN_S_RSDP);
        start();
        assertThat(rsdp()).isZero();
    }

    @Test
    void looksUpToFourGibInMemoryThatGoesBeyond() {
        int last = -32;
        rootPointer(last);
        for (long length : new long[] {0x1000, 0x1001, 0x1_0000_0000L, 0xffff_ffff_ffffL}) {
            mapEnd = MAP;
            entry(20, 0xffff_f000L, length, ACPI);
            start();
            assertThat(rsdp()).as("length 0x%x", length).isEqualTo(last);
        }
    }

    @Test
    void findsOnlyWhatLiesWhollyInTheMemoryAtSixteenBytes() {
        rootPointer(0x7000 + 16);
        entry(20, 0x7001, 35, ACPI);
        start();
        assertThat(rsdp()).isEqualTo(0x7010);
        mapEnd = MAP;
        machine.putWords(PAGE + 48, 0);
        entry(20, 0x7001, 34, ACPI);
        start();
        assertThat(rsdp()).isZero();
        machine.putWords(0x7010, 0);
        rootPointer(0x7018);
        mapEnd = MAP;
        entry(20, 0x7000, 0x1000, ACPI);
        start();
        assertThat(rsdp()).isZero();
    }

    @Test
    void copiesTheCommandLine() {
        text("xen_grub_env_x=\"a b\"");
        assertThat(commandLine()).isEqualTo("xen_grub_env_x=\"a b\"");
    }

    @Test
    void cutsALongCommandLineAndEndsOneThatHasNoEnd() {
        for (int length : new int[] {0, 1, 1022, 1023, 1024, 1025, 5000}) {
            StubMachine fresh = new SecondStageStubTest().withText("x".repeat(length));
            assertThat(line(fresh)).as("%d", length).isEqualTo("x".repeat(Math.min(length, 1023)));
            assertThat(fresh.read8(line() + 1024)).isZero();
        }
    }

    /** Whatever map it is given, it ends at the kernel with the root pointer that the specification says. */
    @Test
    void findsWhatTheSpecificationSaysWhateverTheMap() {
        long seed = System.nanoTime();
        System.out.println("SecondStageStubTest: seed " + seed);
        Random random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 3000; i++) {
            SecondStageStubTest test = new SecondStageStubTest();
            for (int n = random.nextInt(6); n > 0; n--) {
                test.rootPointer(place(random) & (random.nextInt(4) == 0 ? -1 : -16));
            }
            for (int n = random.nextInt(6); n > 0; n--) {
                int size = random.nextInt(8) == 0 ? random.nextInt() : 20 + random.nextInt(8);
                int base = place(random);
                long high = random.nextInt(6) == 0 ? 1L << Integer.SIZE : 0;
                long length = base < 0 && random.nextBoolean() ? random.nextLong() : random.nextInt(0x200);
                test.entry(size, high + Integer.toUnsignedLong(base), length, random.nextInt(6));
            }
            test.mapEnd = Math.max(MAP, test.mapEnd - random.nextInt(3));
            test.start();
            assertThat(Integer.toUnsignedLong(test.rsdp()))
                    .as("map %d", i)
                    .isEqualTo(new SpecifiedRootPointer(test.machine).in(MAP, test.mapEnd));
            found += test.rsdp() == 0 ? 0 : 1;
        }
        assertThat(found).isGreaterThan(100);
    }

    /** Somewhere in two small stretches, of which one ends at 4 GiB, so that entries and root pointers meet. */
    private static int place(Random random) {
        return random.nextInt(3) == 0 ? -20 - random.nextInt(0x200) : 0x10000000 + random.nextInt(0x400);
    }

    private StubMachine withText(String text) {
        text(text);
        return machine;
    }

    private void text(String text) {
        machine.put(TEXT, (text + "\0").getBytes(US_ASCII));
        information(1 << 2);
        machine.putWords(INFORMATION + COMMAND_LINE, TEXT);
        run();
    }

    private void entry(int size, long base, long length, int type) {
        machine.putWords(
                mapEnd,
                size,
                (int) base,
                (int) (base >>> Integer.SIZE),
                (int) length,
                (int) (length >>> Integer.SIZE),
                type);
        mapEnd += size >= 20 && size < 64 ? size + 4 : 24;
    }

    private void rootPointer(int address) {
        byte[] pointer = "RSD PTR \0XEN   \2abcd".getBytes(US_ASCII);
        int sum = 0;
        for (byte b : pointer) {
            sum += b;
        }
        pointer[8] = (byte) -sum;
        machine.put(address, pointer);
    }

    private void information(int flags) {
        machine.putWords(INFORMATION, flags);
        machine.putWords(INFORMATION + MAP_LENGTH, mapEnd - MAP, MAP);
    }

    private void start() {
        information(1 << 6);
        run();
    }

    /** Runs it with registers that say nothing, and holds against what it may do: to its page, and to nothing else. */
    private void run() {
        for (int register = 0; register < 8; register++) {
            machine.set(register, 0x2badb002 * (register + 1));
        }
        machine.set(StubMachine.EBX, INFORMATION);
        machine.run((int) SecondStageStub.entry(PAGE), KERNEL);
        assertThat(machine.register(StubMachine.EBX)).isEqualTo(PAGE + 16);
        assertThat(machine.read32(PAGE + 16)).as("magic of the start record").isEqualTo(0x336ec578);
        assertThat(machine.read32(PAGE + 20)).as("its version").isEqualTo(1);
        assertThat(machine.read32(PAGE + 40)).as("its command line").isEqualTo(line());
        assertThat(machine.written())
                .as("what it has changed")
                .allMatch(address -> isIn(PAGE + 48, 4, address) || isIn(line(), 1023, address));
    }

    private static boolean isIn(int start, int size, int address) {
        return address >= start && address < start + size;
    }

    private int rsdp() {
        assertThat(machine.read32(PAGE + 52)).isZero();
        return machine.read32(PAGE + 48);
    }

    private String commandLine() {
        return line(machine);
    }

    private static String line(StubMachine machine) {
        StringBuilder text = new StringBuilder();
        for (int at = line(); machine.read8(at) != 0; at++) {
            text.append((char) machine.read8(at));
        }
        return text.toString();
    }

    private static int line() {
        return PAGE + SecondStageStub.SIZE - 1024;
    }
}
