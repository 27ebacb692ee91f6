// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A filter with one way to read: a single byte is a block of one byte, so that a subclass filters blocks alone. */
abstract class BlockInputStream extends FilterInputStream {
    BlockInputStream(InputStream in) {
        super(in);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] to, int from, int count) throws IOException;
}
