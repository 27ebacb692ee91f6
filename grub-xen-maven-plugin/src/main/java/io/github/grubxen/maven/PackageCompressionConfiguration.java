// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.PackageCompression;
import io.github.grubxen.io.BadInput;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads a package's compression from the POM. */
final class PackageCompressionConfiguration {
    private PackageCompressionConfiguration() {}

    static PackageCompression of(String name, @Nullable Integer level, @Nullable Integer dictionary, int threads)
            throws BadInput {
        for (PackageCompression.Type type : PackageCompression.Type.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
                return new PackageCompression(type, optional(level), optional(dictionary), threads)
                        .check("<compression>");
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
