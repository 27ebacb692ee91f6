// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.Compression;
import io.github.grubxen.io.BadInput;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The names that POMs have for a package's compression. */
final class CompressionConfiguration {
    private CompressionConfiguration() {}

    static Compression of(String name, @Nullable Integer level, @Nullable Integer dictionary, int threads)
            throws BadInput {
        for (Compression.Kind kind : Compression.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return new Compression(kind, optional(level), optional(dictionary), threads).check("<compression>");
            }
        }
        throw new BadInput(
                "<compression> (grub-xen.compression)",
                "'" + name + "' is no compression of packages",
                "Use xz, zstd, gzip or none.");
    }

    private static OptionalInt optional(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
