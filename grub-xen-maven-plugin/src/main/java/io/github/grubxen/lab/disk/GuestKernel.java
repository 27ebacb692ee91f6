// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.disk;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;

/** The forms of a guest's kernel on its disk. */
public enum GuestKernel {
    /** The suite's own kernel as its package has it (Debian 12: xz). */
    DISTRIBUTION,
    /** The suite's kernel for virtual machines as its package has it (Debian 12: LZ4, which GRUB for PV does not decompress). */
    CLOUD,
    /** The suite's own kernel as an ELF file in gzip. */
    GZIP,
    /** The suite's own kernel as an ELF file that is not compressed. */
    ELF,
    /** The suite's kernel that is compressed with xz in its package. */
    XZ,
    /** The suite's kernel that is compressed with Zstandard in its package. */
    ZSTD,
    /** The suite's kernel that is compressed with LZ4 in its package. */
    LZ4,
    /** The suite's own kernel as its package has it where GRUB for PV decompresses that, else as {@link #GZIP}. */
    LOADABLE,
    /** One of the disk's own files. */
    OWN;

    private static final Choice<GuestKernel> CHOICE =
            Choice.of("form of a kernel", values()).without(OWN, "give a file of your own");

    /**
     * The form of that name, in lower case.
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
