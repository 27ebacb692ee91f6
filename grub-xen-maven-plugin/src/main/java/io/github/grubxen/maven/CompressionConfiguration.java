package io.github.grubxen.maven;

import io.github.grubxen.deb.Compression;
import io.github.grubxen.io.BadInput;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The names that POMs have for a package's compression. */
final class CompressionConfiguration {
    private static final Map<String, Compression.Kind> KINDS = Map.of(
            "xz", Compression.Kind.XZ,
            "zstd", Compression.Kind.ZSTD,
            "gzip", Compression.Kind.GZIP,
            "none", Compression.Kind.NONE);

    private CompressionConfiguration() {}

    static Compression of(String name, @Nullable Integer level, @Nullable Integer dictionary, int threads)
            throws BadInput {
        Compression.Kind kind = KINDS.get(name);
        if (kind == null) {
            throw new BadInput(
                    "<compression> (grub-xen.compression)",
                    "'" + name + "' is no compression of packages",
                    "Use xz, zstd, gzip or none.");
        }
        return new Compression(kind, optional(level), optional(dictionary), threads).check("<compression>");
    }

    private static OptionalInt optional(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
