// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;

/**
 * A key of a file, and whether gpg signs with it. The signatures after a key state the key's purpose. gpg does not sign
 * with a key that is only for encryption or only for other keys.
 *
 * <p>Source: RFC 4880, sections 5.2.1, 5.2.3 and 5.2.3.21.
 */
final class SigningUse {
    private static final int SIGNATURE = 2;
    private static final int VERSION = 4;

    /** The first of the four signature types over a user's name. */
    private static final int FIRST_NAME = 0x10;

    /** The last of these types. */
    private static final int LAST_NAME = 0x13;

    private static final int SUBKEY = 0x18;
    private static final int REVOKED_SUBKEY = 0x28;
    private static final int DIRECT = 0x1f;
    private static final int KEY_FLAGS = 27;
    private static final int MAY_SIGN = 2;

    private final OpenPgpPacket key;
    private final boolean known;
    private boolean may;
    private boolean mayNot;
    private boolean revoked;

    /** A key. {@code known}: whether GRUB checks signatures of its algorithm. */
    SigningUse(OpenPgpPacket key, boolean known) {
        this.key = key;
        this.known = known;
    }

    /** Adds a packet that follows the key. */
    void add(OpenPgpPacket packet) throws BadInput {
        Bytes body = packet.body();
        if (packet.tag() != SIGNATURE || body.length() < 6 || body.u8(0) != VERSION) {
            return;
        }
        int kind = body.u8(1);
        revoked |= kind == REVOKED_SUBKEY;
        if ((kind < FIRST_NAME || kind > LAST_NAME) && kind != SUBKEY && kind != DIRECT) {
            return;
        }
        long end = Math.min(body.length(), 6 + (body.u8(4) << 8 | body.u8(5)));
        for (long at = 6; at + 1 < end; ) {
            int first = body.u8(at);
            int size = first < 192 ? 1 : first < 255 ? 2 : 5;
            if (at + size >= end) {
                return;
            }
            long length = 0;
            for (int i = size == 5 ? 1 : 0; i < size; i++) {
                length = length << 8 | body.u8(at + i);
            }
            length -= size == 2 ? (192 << 8) - 192 : 0;
            boolean flags = (body.u8(at + size) & 0x7f) == KEY_FLAGS && length > 1 && at + size + 1 < end;
            if (flags && (body.u8(at + size + 1) & MAY_SIGN) != 0) {
                may = true;
            } else if (flags) {
                mayNot = true;
            }
            at += size + length;
        }
    }

    OpenPgpPacket key() {
        return key;
    }

    /** Whether GRUB checks signatures of the key's algorithm, but the key is not for signatures. */
    boolean isForOthers() {
        return known && mayNot && !may;
    }

    /** Whether gpg can sign with the key and GRUB checks such a signature. */
    boolean isUsable() {
        return known && !isForOthers();
    }

    /** Whether this is a subkey for signatures. gpg prefers the newest one to the key itself. */
    boolean isSigningSubkey() {
        return key.tag() == OpenPgpPacket.PUBLIC_SUBKEY && may && !revoked;
    }
}
