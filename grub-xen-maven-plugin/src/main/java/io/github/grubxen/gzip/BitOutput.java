// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.gzip;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Bits, packed into bytes from the lowest bit on.
 *
 * <p>Source: RFC 1951, section 3.1.1.
 */
final class BitOutput {
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 13];
    private int filled;
    private long bits;
    private int count;

    BitOutput(OutputStream out) {
        this.out = out;
    }

    /** Writes a number of {@code length} bits, at most 32. All higher bits of the value must be zero. */
    void write(int value, int length) throws IOException {
        bits |= (value & 0xffffffffL) << count;
        count += length;
        while (count >= Byte.SIZE) {
            put((byte) bits);
            bits >>>= Byte.SIZE;
            count -= Byte.SIZE;
        }
    }

    /** Fills the last byte with zeros. */
    void align() throws IOException {
        if (count > 0) {
            write(0, Byte.SIZE - count);
        }
    }

    /** Writes whole bytes. The output must be aligned. */
    void write(byte[] bytes, int offset, int length) throws IOException {
        flush();
        out.write(bytes, offset, length);
    }

    /** Passes all complete bytes on. */
    void flush() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }

    private void put(byte value) throws IOException {
        if (filled == buffer.length) {
            flush();
        }
        buffer[filled++] = value;
    }
}
