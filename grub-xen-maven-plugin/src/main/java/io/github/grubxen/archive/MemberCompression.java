// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import java.util.Arrays;
import java.util.Optional;

/**
 * The compression of a package's member, named by the suffix of the member's name. These are the formats that dpkg reads and
 * still writes.
 *
 * <p>Source: deb(5).
 */
public enum MemberCompression {
    /** Not compressed. */
    NONE(""),
    /** gzip. */
    GZIP(".gz"),
    /** xz. */
    XZ(".xz"),
    /** zstd; dpkg reads it since 1.21.18. */
    ZSTD(".zst");

    private static final String PLAIN = ".tar";

    private final String suffix;

    MemberCompression(String suffix) {
        this.suffix = suffix;
    }

    /** The suffix of a member's name, such as {@code .xz}; empty for {@link #NONE}. */
    public String suffix() {
        return suffix;
    }

    /** The compression that the suffix of a file's name indicates. Empty for a name without a known suffix. */
    static Optional<MemberCompression> of(String name) {
        Optional<MemberCompression> compressed = Arrays.stream(values())
                .filter(format -> format != NONE && name.endsWith(format.suffix))
                .findFirst();
        return compressed.isPresent() || !name.endsWith(PLAIN) ? compressed : Optional.of(NONE);
    }

    /**
     * Whether a member is the given archive, in any of these compressions.
     *
     * @param archive the name without a suffix, such as {@code data.tar}
     */
    public static boolean isOf(String archive, String member) {
        return Arrays.stream(values()).anyMatch(format -> member.equals(archive + format.suffix));
    }
}
