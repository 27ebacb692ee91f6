// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.PackageCompression;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads a package's compression from the POM. */
final class PackageCompressionConfiguration {
    private static final Choice<PackageCompression.Type> CHOICE =
            Choice.of("compression of packages", PackageCompression.Type.values());

    private PackageCompressionConfiguration() {}

    static PackageCompression of(String name, @Nullable Integer level, @Nullable Integer dictionary, int threads)
            throws BadInput {
        PackageCompression.Type type = CHOICE.read("<compression> (grub-xen.compression)", name);
        return new PackageCompression(type, optional(level), optional(dictionary), threads).check("<compression>");
    }

    private static OptionalInt optional(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
