// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.kernel.KernelCompression;
import java.util.Optional;

/**
 * GRUB's modules that decompress files.
 *
 * <p>Source: GRUB, grub-core/io; zstdio since 2.14.
 */
final class Decompressors {
    /** The module that decompresses Zstandard. */
    static final String ZSTD = "zstdio";

    private Decompressors() {}

    /** The module for a compression, if a release of GRUB has one. */
    static Optional<String> module(KernelCompression compression) {
        return switch (compression) {
            case GZIP -> Optional.of("gzio");
            case XZ -> Optional.of("xzio");
            case LZO -> Optional.of("lzopio");
            case ZSTD -> Optional.of(ZSTD);
            case NONE, BZIP2, LZMA, LZ4, OTHER -> Optional.empty();
        };
    }
}
