// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that ends after a number of bytes, or at the end of the underlying stream. Closing it does not close the underlying
 * stream.
 */
final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long size) {
        super(in);
        left = size;
    }

    /** Bytes that have not been read yet. */
    long left() {
        return left;
    }

    @Override
    public int read() throws IOException {
        int read = left > 0 ? in.read() : -1;
        left -= read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] bytes, int at, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = left > 0 ? in.read(bytes, at, (int) Math.min(length, left)) : -1;
        left -= Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(in.available(), left);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // whoever opened the archive closes it
    }
}
