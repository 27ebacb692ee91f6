// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.disk;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;

/** The initial RAM disk of a guest's kernel. */
public enum GuestInitrd {
    /** None. The grub.cfg names no initial RAM disk. */
    NONE,
    /** The one of the lab. Its only program reports and ends the guest. */
    LAB,
    /** A file of the disk. */
    OWN;

    private static final Choice<GuestInitrd> CHOICE =
            Choice.of("RAM disk of the lab", values()).without(OWN, "give a file of your own");

    /**
     * The RAM disk with a name, in lower case.
     *
     * @param where the POM element that the name comes from, for the message
     */
    public static GuestInitrd of(String where, String name) throws BadInput {
        return CHOICE.read(where, name);
    }

    @Override
    public String toString() {
        return Choice.word(this);
    }
}
