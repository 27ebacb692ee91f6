// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.disk;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;

/** The forms of a guest's kernel on its disk. */
public enum GuestKernel {
    /** The suite's standard kernel in the form of its package (Debian 12: xz). */
    DISTRIBUTION,
    /**
     * The suite's kernel for virtual machines in the form of its package (Debian 12: LZ4, which GRUB for PV does not
     * decompress).
     */
    CLOUD,
    /** The suite's standard kernel as an ELF file, compressed with gzip. */
    GZIP,
    /** The suite's standard kernel as an ELF file that is not compressed. */
    ELF,
    /** The suite's kernel that is compressed with xz in its package. */
    XZ,
    /** The suite's kernel that is compressed with Zstandard in its package. */
    ZSTD,
    /** The suite's kernel that is compressed with LZ4 in its package. */
    LZ4,
    /**
     * The suite's standard kernel in the form of its package if GRUB for PV can decompress it, otherwise like
     * {@link #GZIP}.
     */
    LOADABLE,
    /** A file of the disk. */
    OWN;

    private static final Choice<GuestKernel> CHOICE =
            Choice.of("form of a kernel", values()).without(OWN, "give a file of your own");

    /**
     * The form with a name, in lower case.
     *
     * @param where the POM element that the name comes from, for the message
     */
    public static GuestKernel of(String where, String name) throws BadInput {
        return CHOICE.read(where, name);
    }

    @Override
    public String toString() {
        return Choice.word(this);
    }
}
