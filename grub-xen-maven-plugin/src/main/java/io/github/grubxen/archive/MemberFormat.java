// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a member of a package is compressed, which the end of its name tells: the formats that dpkg reads and that are still written.
 *
 * <p>Source: deb(5).
 */
public enum MemberFormat {
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

    MemberFormat(String suffix) {
        this.suffix = suffix;
    }

    /** What the name of an archive ends with in this format. */
    public String suffix() {
        return suffix;
    }

    /** The format of a file by the end of its name; nothing for one that is neither compressed nor an archive. */
    static Optional<MemberFormat> of(String name) {
        Optional<MemberFormat> compressed = Arrays.stream(values())
                .filter(format -> format != NONE && name.endsWith(format.suffix))
                .findFirst();
        return compressed.isPresent() || !name.endsWith(PLAIN) ? compressed : Optional.of(NONE);
    }

    /**
     * Whether a member is an archive in one of the formats.
     *
     * @param archive the name without a format's ending, such as {@code data.tar}
     */
    public static boolean isOf(String archive, String member) {
        return Arrays.stream(values()).anyMatch(format -> member.equals(archive + format.suffix));
    }
}
