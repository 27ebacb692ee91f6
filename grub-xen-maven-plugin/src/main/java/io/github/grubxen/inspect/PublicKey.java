// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import io.github.grubxen.format.OpenPgpPacket;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A public key in an image.
 *
 * @param size in bytes
 * @param sha256 digest of the bytes
 * @param fingerprint as gpg shows it; null if the bytes do not begin with an OpenPGP key of version 4
 */
public record PublicKey(int size, String sha256, @Nullable String fingerprint) {
    static PublicKey of(Bytes key) throws BadInput {
        return new PublicKey(key.length(), Digest.sha256(key), fingerprint(key));
    }

    private static @Nullable String fingerprint(Bytes key) throws BadInput {
        OpenPgpPacket first;
        try {
            first = OpenPgpPacket.at(key, 0);
        } catch (BadInput e) {
            return null;
        }
        boolean known = first.tag() == OpenPgpPacket.PUBLIC_KEY
                && first.body().length() > 0
                && first.body().u8(0) == 4;
        return known ? first.fingerprint() : null;
    }
}
