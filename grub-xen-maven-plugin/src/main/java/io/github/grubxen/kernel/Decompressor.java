// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.SingleXZInputStream;

/**
 * Decompresses payloads of kernels, initrds and whole files. Bytes after the end of the compressed data are ignored: the
 * kernel's build appends the decompressed size to most formats.
 *
 * @param name the name of the result, for messages
 * @param limit maximum size of the result in bytes
 */
public record Decompressor(String name, long limit) {
    /** Memory that an xz or LZMA stream may ask for, in KiB; the kernel's own build uses dictionaries of 32 MiB. */
    private static final int MEMORY_LIMIT = 256 << 10;

    private static final int BUFFER = 1 << 16;

    /**
     * The decompressed data. Empty for an unknown compression, and if the library or program for it is missing.
     *
     * @throws BadInput if the data is damaged, or larger than the limit when decompressed
     */
    public Optional<Bytes> decompressed(Bytes data) throws IOException {
        if (KernelCompression.of(data) == KernelCompression.NONE) {
            return Optional.of(data);
        }
        return read(data, in -> Bytes.readAll(name, in, limit));
    }

    /**
     * Number of bytes of the decompressed data, or the limit if there are more. Empty as {@link #decompressed}.
     *
     * @throws BadInput if the data is damaged
     */
    public OptionalLong size(Bytes data) throws IOException {
        Optional<Long> size = read(data, in -> {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int n = in.read(buffer); n >= 0 && total < limit; n = in.read(buffer)) {
                total += n;
            }
            return Math.min(total, limit);
        });
        return size.isPresent() ? OptionalLong.of(size.get()) : OptionalLong.empty();
    }

    /** The use of the decompressed data. */
    private interface Use<T> {
        T of(InputStream in) throws IOException;
    }

    private <T> Optional<T> read(Bytes data, Use<T> use) throws IOException {
        try {
            Optional<InputStream> opened = open(data);
            if (opened.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = opened.get()) {
                return Optional.of(use.of(in));
            }
        } catch (BadInput e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(data, String.valueOf(e.getMessage()));
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    private Optional<InputStream> open(Bytes data) throws IOException {
        return switch (KernelCompression.of(data)) {
            case NONE -> Optional.of(data.openStream());
            case GZIP -> Optional.of(new GzipCompressorInputStream(data.openStream()));
            case BZIP2 -> Optional.of(new BZip2CompressorInputStream(data.openStream()));
            // a reader of concatenated streams would fail at the size that follows the stream
            case XZ -> Optional.of(new SingleXZInputStream(data.openStream(), MEMORY_LIMIT));
            case LZMA -> Optional.of(new LZMAInputStream(data.openStream(), MEMORY_LIMIT));
            case ZSTD -> Optional.of(zstd(data));
            case LZ4 -> Optional.of(new LegacyLz4(data));
            case LZO -> new Lzop(name, limit).decompressed(data).map(Bytes::openStream);
            case OTHER -> Optional.empty();
        };
    }

    /** One frame. A reader would mistake the size that follows it for another frame. */
    private static InputStream zstd(Bytes data) throws IOException {
        return new ZstdCompressorInputStream(
                data.slice(0, ZstdFrame.length(data)).openStream());
    }

    private BadInput damaged(Bytes data, String reason) {
        return new BadInput(
                data.place(),
                "the data in " + KernelCompression.of(data) + " is damaged (" + reason + ")",
                "Get the file again.");
    }
}
