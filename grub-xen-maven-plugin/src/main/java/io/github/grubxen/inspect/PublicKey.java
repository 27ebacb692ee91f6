package io.github.grubxen.inspect;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A public key in an image.
 *
 * @param size in bytes
 * @param sha256 digest of the bytes
 * @param fingerprint as gpg shows it; null where the bytes do not begin with an OpenPGP key of version 4
 */
public record PublicKey(int size, String sha256, @Nullable String fingerprint) {
    private static final int TAG = 6;

    static PublicKey of(Bytes key) throws BadInput {
        return new PublicKey(key.length(), Digest.sha256(key), fingerprint(key));
    }

    /** Source: RFC 4880, sections 4.2 and 12.2. */
    private static @Nullable String fingerprint(Bytes key) throws BadInput {
        if (key.length() < 6) {
            return null;
        }
        int first = key.u8(0);
        boolean newFormat = (first & 0xc0) == 0xc0;
        int tag = newFormat ? first & 0x3f : (first & 0x3c) >> 2;
        int header;
        int size;
        if (newFormat) {
            header = key.u8(1) < 192 ? 2 : 3;
            size = header == 2 ? key.u8(1) : ((key.u8(1) - 192) << 8) + key.u8(2) + 192;
        } else {
            header = (first & 3) == 0 ? 2 : 3;
            size = header == 2 ? key.u8(1) : (key.u8(1) << 8) + key.u8(2);
        }
        if ((first & 0x80) == 0 || tag != TAG || key.length() < header + size || key.u8(header) != 4) {
            return null;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(new byte[] {(byte) 0x99, (byte) (size >> 8), (byte) size});
            digest.update(key.slice(header, size).toArray());
            return HexFormat.of().withUpperCase().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
