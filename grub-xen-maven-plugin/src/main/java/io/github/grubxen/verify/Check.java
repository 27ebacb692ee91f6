// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.io.Choice;

/** The checks of packages. verify.md describes each. */
public enum Check {
    /** The file as a whole: the members of the ar archive. */
    AR,
    /** Control and data archive in the format that dpkg-deb writes. */
    TAR_FORMAT,
    /** Names of the entries. */
    TAR_PATHS,
    /** Types of entries: only files, directories and links. */
    TAR_TYPES,
    /** Permission bits. */
    TAR_MODES,
    /** User and group. */
    TAR_OWNERS,
    /** Times of last modification. */
    TAR_TIMES,
    /** The control file, maintainer scripts and triggers. */
    CONTROL,
    /** The name of the package file and the fields. */
    FILE_NAME,
    /** The field Installed-Size and the contents. */
    INSTALLED_SIZE,
    /** Checksums and files. */
    MD5SUMS,
    /** Conffiles and the files below /etc. */
    CONFFILES,
    /** Targets of links. */
    LINKS,
    /** GRUB images. */
    IMAGES,
    /** Module trees. */
    MODULE_TREES,
    /** The bytes of a second build. */
    SECOND_BUILD;

    /** The name in messages, reports and {@link Suppressions}, such as {@code tar-modes}. */
    public String id() {
        return Choice.word(this);
    }
}
