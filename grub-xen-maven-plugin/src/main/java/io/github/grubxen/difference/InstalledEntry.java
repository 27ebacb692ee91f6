// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.archive.TarMember;
import java.util.Locale;

/**
 * An entry of a package's payload.
 *
 * @param kind the kind of entry, in words
 * @param value digest of a file's content, or target of a link
 * @param size size of a file in bytes
 * @param attributes owner, mode and time
 * @param isImage whether the file is a GRUB image for Xen
 */
record InstalledEntry(String kind, String value, long size, TarAttributes attributes, boolean isImage) {

    /** An entry that is not a file. */
    static InstalledEntry of(TarMember member) {
        return of(member, member.link(), false);
    }

    /** An entry with the digest of its content, or its target. */
    static InstalledEntry of(TarMember member, String value, boolean isImage) {
        return new InstalledEntry(kind(member.type()), value, member.size(), member.attributes(), isImage);
    }

    /** What a user of the package would notice as another file. */
    String content() {
        return kind + " " + value;
    }

    /** The permission bits, octal. */
    String mode() {
        return String.format(Locale.ROOT, "%04o", attributes.mode());
    }

    /** User and group, by name. */
    String owner() {
        return attributes.owner() + "/" + attributes.group();
    }

    private static String kind(char type) {
        return switch (type) {
            case TarMember.FILE -> "file";
            case TarMember.DIRECTORY -> "directory";
            case TarMember.SYMBOLIC_LINK -> "symbolic link";
            case TarMember.HARD_LINK -> "hard link";
            default -> "entry of type '" + type + "'";
        };
    }
}
