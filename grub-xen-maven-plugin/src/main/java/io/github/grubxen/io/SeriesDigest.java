// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Digests of files that often begin with the same bytes, as the images of one platform do. The common beginning of files with
 * the same size is hashed once. Not thread-safe.
 */
public final class SeriesDigest {
    /** Maximum size of a file that is compared with others, in bytes. Larger files are hashed from the beginning. */
    private static final int LARGEST = 1 << 24;

    private static final int SMALLEST = 1 << 16;
    private static final int KEPT = 4;

    private final String algorithm;
    private final Map<Integer, Series> known = new LinkedHashMap<>(KEPT, 0.75f, true);
    private byte[] buffer = new byte[0];

    /** The first file of a size, and the state of the digest after the part that other files share with it. */
    private static final class Series {
        private final byte[] first;
        private MessageDigest state;
        private int hashed;

        Series(byte[] first, MessageDigest nothing) {
            this.first = first;
            state = nothing;
        }
    }

    /**
     * Digests of one kind.
     *
     * @param algorithm name of a digest that every Java platform supports
     */
    public SeriesDigest(String algorithm) {
        this.algorithm = algorithm;
    }

    /**
     * The digest of a file's bytes, in lower-case hexadecimal digits.
     *
     * @param size number of bytes in the stream
     */
    public String of(InputStream in, long size) throws IOException {
        if (size > LARGEST || size < SMALLEST) {
            return Digest.of(algorithm, in);
        }
        int length = (int) size;
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        if (in.readNBytes(buffer, 0, length) < length || in.read() >= 0) {
            throw new IOException("a file changed while it was read");
        }
        return of(ByteBuffer.wrap(buffer, 0, length));
    }

    /** The digest of the remaining bytes of a buffer. The buffer does not change. */
    public String of(ByteBuffer bytes) {
        int length = bytes.remaining();
        try {
            Series series = known.get(length);
            if (series == null) {
                if (length >= SMALLEST && length <= LARGEST) {
                    keep(bytes);
                }
                return HexFormat.of().formatHex(digest(fresh(), bytes).digest());
            }
            int alike = ByteBuffer.wrap(series.first).mismatch(bytes);
            alike = alike < 0 ? length : alike;
            if (series.hashed == 0 || series.hashed > alike) {
                series.state = digest(fresh(), bytes.slice(bytes.position(), alike));
                series.hashed = alike;
            }
            MessageDigest digest = (MessageDigest) series.state.clone();
            ByteBuffer rest = bytes.slice(bytes.position() + series.hashed, length - series.hashed);
            return HexFormat.of().formatHex(digest(digest, rest).digest());
        } catch (CloneNotSupportedException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    private MessageDigest fresh() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance(algorithm);
    }

    private void keep(ByteBuffer bytes) throws NoSuchAlgorithmException {
        byte[] first = new byte[bytes.remaining()];
        bytes.duplicate().get(first);
        known.put(first.length, new Series(first, fresh()));
        if (known.size() > KEPT) {
            known.remove(known.keySet().iterator().next());
        }
    }

    private static MessageDigest digest(MessageDigest digest, ByteBuffer bytes) {
        digest.update(bytes.duplicate());
        return digest;
    }
}
