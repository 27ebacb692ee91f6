// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import java.util.regex.Pattern;

/**
 * The valid architectures of a binary package: a single one, or {@code all}. Wildcards and {@code source} are not
 * valid.
 *
 * <p>Source: dpkg-architecture(1), option -L.
 */
final class Architectures {
    private static final String SYSTEM =
            "(?:aix|darwin|dragonflybsd|freebsd|hurd|kfreebsd|knetbsd|kopensolaris|musl-linux|netbsd|"
                    + "openbsd|solaris|uclibc-linux|uclinux)";

    private static final String PROCESSOR = "(?:alpha|amd64|arc|armeb|arm|arm64|avr32|hppa|i386|ia64|loong64|m32r|m68k|"
            + "mips(?:64)?(?:r6)?(?:el)?|nios2|or1k|powerpc(?:el)?|ppc64(?:el)?|riscv64|s390x?|sh[34](?:eb)?|sparc(?:64)?|"
            + "tilegx)";

    /** Architectures whose processors have several calling conventions. */
    private static final String ABI =
            "(?:uclibc-linux-armel|(?:musl-linux-|kfreebsd-)?armhf|(?:uclinux-)?armel|mipsn32(?:r6)?(?:el)?|powerpcspe|x32|"
                    + "arm64ilp32|mint-m68k)";

    /** The valid values of the field Architecture. */
    static final Pattern FIELD = Pattern.compile("all|(?:" + SYSTEM + "-)?" + PROCESSOR + "|" + ABI);

    private Architectures() {}
}
