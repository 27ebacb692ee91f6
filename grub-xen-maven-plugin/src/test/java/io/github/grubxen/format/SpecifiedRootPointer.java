// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * The address that a stub must find by "Two stages", in whole numbers without an end.
 *
 * @param machine has the memory
 */
record SpecifiedRootPointer(StubMachine machine) {
    private static final BigInteger FOUR_GIB = BigInteger.ONE.shiftLeft(Integer.SIZE);
    private static final int SIZE = 20;

    /** Of a memory map from one address to another; zero where there is none. */
    long in(long map, long mapEnd) {
        for (long at = map; at + 24 <= mapEnd; at += machine.unsigned(at) + 4) {
            BigInteger base = quad(at + 4);
            BigInteger end = base.add(quad(at + 12)).min(FOUR_GIB);
            long type = machine.unsigned(at + 20);
            if ((type == 3 || type == 4) && base.compareTo(FOUR_GIB) < 0) {
                for (long a = (base.longValue() + 15) / 16 * 16; a + SIZE <= end.longValue(); a += 16) {
                    if (isRootPointer((int) a)) {
                        return a;
                    }
                }
            }
            if (machine.unsigned(at) < SIZE) {
                return 0;
            }
        }
        return 0;
    }

    private BigInteger quad(long at) {
        return BigInteger.valueOf(machine.unsigned(at + 4))
                .shiftLeft(Integer.SIZE)
                .add(BigInteger.valueOf(machine.unsigned(at)));
    }

    private boolean isRootPointer(int address) {
        byte[] bytes = new byte[SIZE];
        int sum = 0;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) machine.read8(address + i);
            sum += bytes[i];
        }
        return new String(bytes, StandardCharsets.US_ASCII).startsWith("RSD PTR ") && (sum & 0xff) == 0;
    }
}
