// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.io.BadInput;
import java.util.regex.Pattern;

/**
 * Owner and group of an installed file, by name. dpkg looks up their numbers at installation, and uses root for an unknown
 * name.
 */
public record Owner(String user, String group) {
    /** User root and group root. */
    public static final Owner ROOT = new Owner("root", "root");

    /** Names that useradd and Debian's packages use, and that fit into a tar header. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,29}\\$?");

    /**
     * Reads {@code user:group}.
     *
     * @param where the POM element, for messages
     */
    public static Owner parse(String where, String text) throws BadInput {
        String[] names = text.split(":", -1);
        if (names.length != 2
                || !NAME.matcher(names[0]).matches()
                || !NAME.matcher(names[1]).matches()) {
            throw new BadInput(where, "'" + text + "' is not an owner", "Write user:group, as in root:adm.");
        }
        return new Owner(names[0], names[1]);
    }

    TarAttributes attributes(int mode, long time) {
        return new TarAttributes(user, group, 0, 0, mode, time);
    }
}
