// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;

/** Paths and modes as a POM writes them. */
final class Installed {
    private Installed() {}

    /** An absolute path without its first and last slash. */
    static String path(String where, String path) throws BadInput {
        String plain = path.strip();
        if (!plain.startsWith("/") || plain.contains("//")) {
            throw new BadInput(where, "'" + path + "' is not an absolute path", "Begin it with a slash.");
        }
        return plain.substring(1).replaceFirst("/$", "");
    }

    /** Permission bits in octal digits. */
    static int mode(String where, String mode) throws BadInput {
        if (!mode.strip().matches("[0-7]{3,5}")) {
            throw new BadInput(where, "'" + mode + "' is not an octal number", "Write it like 644.");
        }
        return Integer.parseInt(mode.strip(), 8) & 07777;
    }
}
