// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small random changes of files: of bits, bytes and numbers in place, and of the file's length. */
public final class ByteMutations {
    /** Numbers at the limits of what a field can hold, and sizes of what many formats are made of. */
    private static final long[] NUMBERS = {
        0,
        1,
        2,
        4,
        8,
        16,
        64,
        512,
        4096,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0x8000,
        0xffff,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffffL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        -8,
        -4096,
        1 << 20,
        1 << 28,
        1L << 32,
        1L << 40
    };

    private static final String CHARACTERS = "\n\0\"'\\ #;=,[](){}$@:-+./0189afx\t\r\u00ff\u0080";

    /** Half of the changes are in the first bytes, where most formats have their headers. */
    private static final int HEADER = 1024;

    private static final int MOST_CHANGES = 6;
    private static final int MOST_INSERTED = 64;

    private ByteMutations() {}

    /** One of the files, changed in one to six places. */
    static byte[] of(List<byte[]> files, Random random) {
        byte[] bytes = files.get(random.nextInt(files.size())).clone();
        int changes = 1;
        while (changes < MOST_CHANGES && random.nextBoolean()) {
            changes++;
        }
        for (int i = 0; i < changes; i++) {
            bytes = changed(bytes, files, random);
        }
        return bytes;
    }

    /** Changes a bit, a byte or a number. */
    public static void inPlace(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            default -> numbered(bytes, at, random);
        }
    }

    private static byte[] changed(byte[] bytes, List<byte[]> files, Random random) {
        int at = place(bytes.length, random);
        if (at == bytes.length) {
            return inserted(bytes, at, some(files, random));
        }
        return switch (random.nextInt(16)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> removed(bytes, at, 1 + random.nextInt(MOST_INSERTED));
            case 2 -> inserted(bytes, at, some(files, random));
            case 3 -> inserted(bytes, at, new byte[1 + random.nextInt(MOST_INSERTED)]);
            case 4, 5 -> overwritten(bytes, at, some(files, random));
            case 6, 7 -> overwritten(bytes, at, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))});
            case 8, 9 -> overwritten(bytes, at, new byte[] {(byte) random.nextInt()});
            case 10 ->
                overwritten(bytes, at, new byte[] {(byte) CHARACTERS.charAt(random.nextInt(CHARACTERS.length()))});
            default -> numbered(bytes, at, random);
        };
    }

    private static int place(int length, Random random) {
        return random.nextInt((random.nextBoolean() ? Math.min(length, HEADER) : length) + 1);
    }

    /** A piece of one of the files. */
    private static byte[] some(List<byte[]> files, Random random) {
        byte[] file = files.get(random.nextInt(files.size()));
        int from = place(file.length, random);
        return Arrays.copyOfRange(file, from, Math.min(file.length, from + 1 + random.nextInt(MOST_INSERTED)));
    }

    private static byte[] removed(byte[] bytes, int at, int count) {
        int end = Math.min(bytes.length, at + count);
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
        System.arraycopy(bytes, end, shorter, at, bytes.length - end);
        return shorter;
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] piece) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + piece.length);
        System.arraycopy(piece, 0, longer, at, piece.length);
        System.arraycopy(bytes, at, longer, at + piece.length, bytes.length - at);
        return longer;
    }

    private static byte[] overwritten(byte[] bytes, int at, byte[] piece) {
        System.arraycopy(piece, 0, bytes, at, Math.min(piece.length, bytes.length - at));
        return bytes;
    }

    /** Changes a number of 1 to 8 bytes, in either order, at a place that is usually a multiple of its size. */
    private static byte[] numbered(byte[] bytes, int at, Random random) {
        int size = 1 << random.nextInt(4);
        int place = random.nextInt(4) > 0 ? at & -size : at;
        if (place + size > bytes.length) {
            return bytes;
        }
        boolean little = random.nextInt(4) > 0;
        long old = 0;
        for (int i = 0; i < size; i++) {
            old = old << 8 | (bytes[little ? place + size - 1 - i : place + i] & 0xff);
        }
        long number = random.nextBoolean()
                ? NUMBERS[random.nextInt(NUMBERS.length)] + random.nextInt(3) - 1
                : random.nextBoolean() ? old + random.nextInt(33) - 16 : random.nextLong() >>> random.nextInt(64);
        ByteBuffer field = ByteBuffer.allocate(Long.BYTES)
                .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .putLong(number);
        int from = little ? 0 : Long.BYTES - size;
        return overwritten(bytes, place, Arrays.copyOfRange(field.array(), from, from + size));
    }
}
