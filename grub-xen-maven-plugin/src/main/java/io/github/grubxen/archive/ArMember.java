// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One member of an ar archive, as described by its header.
 *
 * <p>Source: deb(5), ar(5).
 *
 * @param name the name without trailing blanks, and without the slash that some programs append
 * @param time last modification, seconds since the epoch
 * @param uid number of the user
 * @param gid number of the group
 * @param mode type and permission bits
 * @param offset of its first byte in the archive
 * @param size in bytes
 * @param padded whether a line feed follows an odd size; true for an even size
 */
public record ArMember(String name, long time, int uid, int gid, int mode, long offset, long size, boolean padded) {
    static final int HEADER = 60;

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12} *");
    private static final Pattern OCTAL = Pattern.compile("[0-7]{1,8} *");

    /**
     * Reads a header.
     *
     * @param header 60 characters, one for each byte
     * @return empty if the header is invalid
     */
    static Optional<ArMember> read(String header, long offset) {
        String time = header.substring(16, 28);
        String uid = header.substring(28, 34);
        String gid = header.substring(34, 40);
        String mode = header.substring(40, 48);
        String size = header.substring(48, 58);
        boolean numbers = DECIMAL.matcher(time).matches()
                && DECIMAL.matcher(uid).matches()
                && DECIMAL.matcher(gid).matches()
                && DECIMAL.matcher(size).matches()
                && OCTAL.matcher(mode).matches();
        if (!numbers || !header.endsWith("`\n")) {
            return Optional.empty();
        }
        return Optional.of(new ArMember(
                header.substring(0, 16).stripTrailing().replaceFirst("/$", ""),
                Long.parseLong(time.strip()),
                Integer.parseInt(uid.strip()),
                Integer.parseInt(gid.strip()),
                Integer.parseInt(mode.strip(), 8),
                offset,
                Long.parseLong(size.strip()),
                true));
    }

    /** Offset after the member and its padding. */
    long end() {
        return offset + size + size % 2;
    }
}
