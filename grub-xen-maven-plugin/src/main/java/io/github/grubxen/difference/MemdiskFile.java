// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import io.github.grubxen.format.MemdiskArchive;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Utf8;
import java.util.Optional;

/**
 * A file in a memdisk.
 *
 * @param sha256 digest of the content as GRUB reads it, after decompression
 * @param stored digest of the content in the archive
 * @param text the content, if it is a text
 */
record MemdiskFile(String sha256, String stored, Optional<String> text) {
    /** Size from which on a file is not compared line by line, in bytes. */
    private static final int LARGEST_TEXT = 1 << 20;

    static MemdiskFile of(Bytes stored) {
        Bytes content;
        try {
            content = MemdiskArchive.decompressed(stored);
        } catch (BadInput e) {
            content = stored; // GRUB cannot read it either
        }
        return new MemdiskFile(Digest.sha256(content), Digest.sha256(stored), text(content));
    }

    /** The text of a file, if it is UTF-8 without zero bytes and not too large. */
    static Optional<String> text(Bytes content) {
        if (content.length() > LARGEST_TEXT || content.indexOf(0) >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Utf8.text(content));
        } catch (BadInput e) {
            return Optional.empty();
        }
    }
}
