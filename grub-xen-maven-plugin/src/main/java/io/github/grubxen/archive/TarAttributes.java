// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import java.nio.charset.StandardCharsets;

/**
 * The fields of a tar header besides name and size.
 *
 * @param owner name of the user, at most 31 bytes
 * @param group name of the group, at most 31 bytes
 * @param uid number of the user, 0 to 2097151
 * @param gid number of the group, 0 to 2097151
 * @param mode permission bits, 0 to 07777
 * @param time last modification, seconds since the epoch, 0 to 8589934591
 */
public record TarAttributes(String owner, String group, int uid, int gid, int mode, long time) {

    /** Owner root, readable by all: the attributes in an archive whose builder does not matter. */
    public static TarAttributes root(long time) {
        return new TarAttributes("root", "root", 0, 0, 0644, time);
    }

    /**
     * Checks the values against the sizes of their fields.
     *
     * @param where the POM element that the values come from, for the message
     * @throws BadInput if a value does not fit into its field
     */
    public void check(String where) throws BadInput {
        checkName(where + "/owner", owner);
        checkName(where + "/group", group);
        checkRange(where + "/uid", uid, 07777777);
        checkRange(where + "/gid", gid, 07777777);
        checkRange(where + "/mode", mode, 07777);
        checkRange(where + "/time", time, 077777777777L);
    }

    private static void checkName(String where, String name) throws BadInput {
        if (name.getBytes(StandardCharsets.UTF_8).length > 31 || name.indexOf('\0') >= 0) {
            throw new BadInput(where, "'" + name + "' does not fit into a tar header", "Use at most 31 bytes.");
        }
    }

    private static void checkRange(String where, long value, long largest) throws BadInput {
        if (value < 0 || value > largest) {
            throw new BadInput(where, value + " does not fit into a tar header", "Use 0 to " + largest + ".");
        }
    }
}
