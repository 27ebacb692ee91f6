// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

/**
 * One entry of a tar archive, exactly as described by its header.
 *
 * @param name the complete name, even if it is longer than its field
 * @param type the type flag
 * @param link target of a link
 * @param attributes owner, ids, mode and time
 * @param size bytes of the content
 * @param magic magic and version of the format: {@code "ustar  \0"} for GNU tar, {@code "ustar\00000"} for POSIX
 * @param at offset of its header in the archive
 */
public record TarMember(
        String name, char type, String link, TarAttributes attributes, long size, String magic, long at) {
    /** A file. */
    public static final char FILE = '0';

    /** Another name of an earlier file of the archive. */
    public static final char HARD_LINK = '1';

    /** A symbolic link. */
    public static final char SYMBOLIC_LINK = '2';

    /** A directory. */
    public static final char DIRECTORY = '5';

    /** Whether it is a file with its own content. */
    public boolean isFile() {
        return type == FILE;
    }

    /** Whether it is a directory. */
    public boolean isDirectory() {
        return type == DIRECTORY;
    }

    /** Whether it is a symbolic link. */
    public boolean isSymbolicLink() {
        return type == SYMBOLIC_LINK;
    }

    /** Description of an entry of an unsupported kind, for a message. */
    String kind() {
        return switch (type) {
            case '3', '4' -> "a device";
            case '6' -> "a pipe";
            case 'S' -> "a sparse file, which may unpack to anything";
            case 'x', 'g' -> "a header of the format pax, which dpkg refuses (dpkg-deb writes GNU tar's format)";
            default -> "an entry of type '" + type + "'";
        };
    }
}
