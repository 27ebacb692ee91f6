// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.tukaani.xz.MemoryLimitException;

/**
 * Decompresses a member of a package, up to a limit. An exception of the library becomes a {@link BadInput} with the reason.
 *
 * <p>Source: deb(5).
 */
public final class DecompressingStream extends BlockInputStream {
    /**
     * Maximum number of decompressed bytes of a package's data.tar. It is far larger than all of GRUB, and is read within
     * seconds.
     */
    public static final long DATA_LIMIT = 1L << 30;

    /** Maximum number of decompressed bytes of a package's control.tar. */
    public static final long CONTROL_LIMIT = 16L << 20;

    /** Memory that an xz stream may request, in KiB. xz -9 needs 65 MiB. */
    private static final int XZ_MEMORY_LIMIT = 80 << 10;

    /** Length of the magic number of a gzip stream, in bytes. */
    private static final int GZIP_MARK = 2;

    /** The same for xz. */
    private static final int XZ_MARK = 6;

    /** The same for zstd. */
    private static final int ZSTD_MARK = 4;

    private static final String CUT_OFF = "is cut off: its compressed data ends too early";

    private static final String AGAIN = "Get the package again.";
    private static final String REPACK = "Pack it with xz: dpkg-deb -R, then dpkg-deb -Zxz -b.";

    private final String where;
    private final long limit;
    private long left;

    private DecompressingStream(String where, InputStream decompressing, long limit) {
        super(decompressing);
        this.where = where;
        this.limit = limit;
        this.left = limit;
    }

    /**
     * Opens a member.
     *
     * @param where the package and the member, for messages
     * @param member name of the member, whose suffix is that of a {@link MemberCompression}
     * @param in the member's bytes
     * @param limit maximum number of decompressed bytes, 1 or more
     */
    public static DecompressingStream open(String where, String member, InputStream in, long limit) throws BadInput {
        MemberCompression format = MemberCompression.of(member)
                .orElseThrow(() -> new BadInput(
                        where,
                        "has an unknown compression: '" + member.substring(Math.max(0, member.lastIndexOf('.'))) + "'",
                        REPACK));
        try {
            InputStream decompressing = switch (format) {
                case NONE -> in;
                case GZIP -> // all parts of the file, as dpkg does
                    GzipCompressorInputStream.builder()
                            .setInputStream(begun(where, in, GZIP_MARK))
                            .setDecompressConcatenated(true)
                            .get();
                case XZ ->
                    XZCompressorInputStream.builder()
                            .setInputStream(begun(where, in, XZ_MARK))
                            .setMemoryLimitKiB(XZ_MEMORY_LIMIT)
                            .get();
                case ZSTD -> new ZstdCompressorInputStream(begun(where, in, ZSTD_MARK));
            };
            return new DecompressingStream(where, decompressing, limit);
        } catch (LinkageError e) {
            throw new BadInput(
                    where,
                    "compressed with " + format.suffix() + ", for which this machine has no library (" + e.getMessage()
                            + ")",
                    REPACK);
        } catch (IOException | RuntimeException e) {
            throw unreadable(where, e);
        }
    }

    /**
     * Refuses a stream that is shorter than its magic number. Some libraries would treat it as empty, others as another
     * format.
     */
    private static InputStream begun(String where, InputStream in, int mark) throws IOException {
        PushbackInputStream whole = new PushbackInputStream(in, mark);
        byte[] first = in.readNBytes(mark);
        if (first.length < mark) {
            throw new BadInput(where, CUT_OFF, AGAIN);
        }
        whole.unread(first);
        return whole;
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
        int read;
        try {
            read = in.read(to, from, count);
        } catch (IOException | RuntimeException e) {
            throw unreadable(where, e);
        }
        left -= Math.max(0, read);
        if (left < 0) {
            throw new BadInput(
                    where,
                    "unpacks to more than " + (limit >> 20) + " MiB",
                    "Give a package of GRUB's or of images; none is as large.");
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(count, 1 << 13)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** The reason of a library's exception. A {@link BadInput} is passed on. */
    private static BadInput unreadable(String where, Exception e) {
        if (e instanceof BadInput ours) {
            return ours;
        }
        return new BadInput(where, reason(e), wantsMemory(e) ? REPACK : AGAIN);
    }

    private static boolean wantsMemory(Exception e) {
        return e instanceof MemoryLimitException || e.getCause() instanceof MemoryLimitException;
    }

    /** Each library has its own message for bytes that end too early. One has none. */
    static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (wantsMemory(e)) {
            return "needs more than " + (XZ_MEMORY_LIMIT >> 10) + " MiB of memory to be decompressed";
        }
        boolean cut = e instanceof EOFException
                || message.toLowerCase(Locale.ROOT).matches("(?s).*(truncated|unexpected end|premature|eof).*");
        if (cut) {
            return CUT_OFF;
        }
        return "is damaged (" + (e.getMessage() == null ? e.getClass().getSimpleName() : message) + ")";
    }
}
