// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of files, in the hexadecimal form that sha256sum and md5sum print. */
public final class Digest {
    private Digest() {}

    /**
     * SHA-256 of a file, 64 lower-case digits.
     *
     * @throws BadInput if the file cannot be read; the message names the file, which Java's exception for a bad disk does not
     */
    public static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of("SHA-256", in);
        } catch (IOException e) {
            throw InputFile.unreadable(file.toString(), e);
        }
    }

    /** SHA-256 of bytes, 64 lower-case digits. */
    public static String sha256(Bytes bytes) {
        try {
            return of("SHA-256", bytes.openStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The digest of a stream, which is read to its end. */
    public static String of(String algorithm, InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
