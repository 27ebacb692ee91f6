// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * As much of an i386 in 32-bit protected mode without paging as the stub of a second stage uses. Any other instruction fails, and
 * any other form of one of these; so does a string instruction before {@code cld}.
 *
 * <p>Source: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2.
 */
final class StubMachine {
    static final int EAX = 0;
    static final int ECX = 1;
    static final int EDX = 2;
    static final int EBX = 3;
    static final int EBP = 5;
    static final int ESI = 6;
    static final int EDI = 7;

    private static final int STEPS = 1_000_000;

    private final Map<Integer, Byte> memory = new HashMap<>();
    private final int[] registers = new int[8];
    private int at;
    private final Set<Integer> written = new TreeSet<>();
    private boolean zero;
    private boolean carry;
    private boolean forward;

    void put(int address, byte... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            memory.put(address + i, bytes[i]);
        }
    }

    void putWords(int address, int... words) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            bytes.putInt(word);
        }
        put(address, bytes.array());
    }

    int read8(int address) {
        return memory.getOrDefault(address, (byte) 0) & 0xff;
    }

    int read32(int address) {
        return read8(address)
                | (read8(address + 1) << Byte.SIZE)
                | (read8(address + 2) << (2 * Byte.SIZE))
                | (read8(address + 3) << (3 * Byte.SIZE));
    }

    /** A word as the number that it is without a sign. */
    long unsigned(long address) {
        return Integer.toUnsignedLong(read32((int) address));
    }

    /** The addresses that instructions have stored to. */
    Set<Integer> written() {
        return written;
    }

    int register(int number) {
        return registers[number];
    }

    void set(int number, int value) {
        registers[number] = value;
    }

    /** Runs from one address until another one is reached. */
    void run(int from, int until) {
        at = from;
        forward = false;
        for (int i = 0; at != until; i++) {
            if (i == STEPS) {
                throw new IllegalStateException("still running after " + STEPS + " instructions");
            }
            step();
        }
    }

    private void step() {
        int opcode = fetch();
        switch (opcode) {
            case 0xfc -> forward = true;
            case 0xac -> {
                require(forward, opcode);
                registers[EAX] = (registers[EAX] & ~0xff) | read8(registers[ESI]);
                registers[ESI]++;
            }
            case 0xaa -> {
                require(forward, opcode);
                written.add(registers[EDI]);
                put(registers[EDI], (byte) registers[EAX]);
                registers[EDI]++;
            }
            case 0x0f -> {
                require(fetch() == 0x84, opcode);
                jump(zero, fetch32());
            }
            case 0x72 -> jump(carry, (byte) fetch());
            case 0x73 -> jump(!carry, (byte) fetch());
            case 0x74 -> jump(zero, (byte) fetch());
            case 0x75 -> jump(!zero, (byte) fetch());
            case 0x77 -> jump(!carry && !zero, (byte) fetch());
            case 0xeb -> jump(true, (byte) fetch());
            case 0xe0 -> jump(--registers[ECX] != 0 && !zero, (byte) fetch());
            case 0xe2 -> jump(--registers[ECX] != 0, (byte) fetch());
            case 0xb8, 0xb9, 0xbb, 0xbf -> registers[opcode & 7] = fetch32();
            default -> withOperand(opcode);
        }
    }

    private void withOperand(int opcode) {
        int mode = fetch();
        int number = (mode >> 3) & 7;
        boolean register = mode >> 6 == 3;
        int place = register ? mode & 7 : address(mode);
        int operand = register ? registers[place] : read32(place);
        switch (opcode) {
            case 0x8b -> registers[number] = operand;
            case 0x0b -> registers[number] = logic(registers[number] | operand);
            case 0x02 -> {
                require(number == EAX && !register, opcode);
                int sum = (registers[number] & 0xff) + read8(place);
                carry = sum > 0xff;
                zero = (sum & 0xff) == 0;
                registers[number] = (registers[number] & ~0xff) | (sum & 0xff);
            }
            case 0x89 -> store(register, place, registers[number]);
            case 0x01 -> store(register, place, add(operand, registers[number]));
            case 0x19 -> store(register, place, subtract(operand, registers[number], carry ? 1 : 0));
            case 0x31 -> store(register, place, logic(operand ^ registers[number]));
            case 0x39 -> subtract(operand, registers[number], 0);
            case 0x84 -> {
                require(number == EAX && register && place == EAX, opcode);
                logic(operand & 0xff);
            }
            case 0xd1 -> {
                require(number == 5, opcode);
                store(register, place, logic(operand >>> 1));
                carry = (operand & 1) != 0;
            }
            case 0xf7 -> {
                require(number == 0, opcode);
                logic(operand & fetch32());
            }
            case 0x81 -> immediate(number, register, place, operand, fetch32());
            case 0x83 -> immediate(number, register, place, operand, (byte) fetch());
            case 0xff -> {
                require(number == 4, opcode);
                at = operand;
            }
            default -> throw new IllegalStateException("opcode 0x" + Integer.toHexString(opcode));
        }
    }

    private void immediate(int operation, boolean register, int place, int operand, int value) {
        switch (operation) {
            case 0 -> store(register, place, add(operand, value));
            case 1 -> store(register, place, logic(operand | value));
            case 4 -> store(register, place, logic(operand & value));
            case 5 -> store(register, place, subtract(operand, value, 0));
            case 7 -> subtract(operand, value, 0);
            default -> throw new IllegalStateException("operation " + operation);
        }
    }

    /** The address of a memory operand: register, displacement of a byte, and for 4 a second byte with base and index. */
    private int address(int mode) {
        int base = mode & 7;
        require(mode >> 6 < 2, mode);
        if (mode >> 6 == 0 && base == 5) {
            return fetch32();
        }
        int address = registers[base];
        if (base == 4) {
            int scaled = fetch();
            require(mode >> 6 == 1 && ((scaled >> 3) & 7) != 4, scaled);
            address = registers[scaled & 7] + (registers[(scaled >> 3) & 7] << (scaled >> 6));
        }
        return mode >> 6 == 1 ? address + (byte) fetch() : address;
    }

    private void store(boolean register, int place, int value) {
        if (register) {
            registers[place] = value;
        } else {
            putWords(place, value);
            for (int i = 0; i < Integer.BYTES; i++) {
                written.add(place + i);
            }
        }
    }

    private void require(boolean known, int code) {
        if (!known) {
            throw new IllegalStateException(
                    "another form of 0x" + Integer.toHexString(code) + " before 0x" + Integer.toHexString(at));
        }
    }

    private int add(int a, int b) {
        carry = Integer.compareUnsigned(a + b, a) < 0;
        zero = a + b == 0;
        return a + b;
    }

    private int subtract(int a, int b, int borrow) {
        carry = Integer.toUnsignedLong(a) < Integer.toUnsignedLong(b) + borrow;
        zero = a - b - borrow == 0;
        return a - b - borrow;
    }

    private int logic(int result) {
        carry = false;
        zero = result == 0;
        return result;
    }

    private void jump(boolean taken, int distance) {
        if (taken) {
            at += distance;
        }
    }

    private int fetch() {
        return read8(at++);
    }

    private int fetch32() {
        at += Integer.BYTES;
        return read32(at - Integer.BYTES);
    }
}
