// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;

/** The place of the files that GRUB reads in an image. */
enum Layout {
    /** Modules in the image itself, as grub-mkimage puts them. */
    IMAGE,
    /** All of GRUB's files in the memdisk, as grub-mkstandalone puts them. */
    STANDALONE;

    private static final Choice<Layout> CHOICE = Choice.of("layout", values());

    /**
     * The layout with a name.
     *
     * @param where the POM element or property, for the message
     */
    static Layout of(String where, String name) throws BadInput {
        return CHOICE.read(where, name);
    }

    @Override
    public String toString() {
        return Choice.word(this);
    }
}
