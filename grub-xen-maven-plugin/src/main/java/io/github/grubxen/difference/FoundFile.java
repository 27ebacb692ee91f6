// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImageFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The digest of a file, and whether it is an image.
 *
 * @param sha256 digest of the content
 * @param isImage whether it is a GRUB image for Xen
 */
record FoundFile(String sha256, boolean isImage) {
    /** The identification of an ELF file up to the type, which for a program is 2. Source: the ELF specification. */
    private static final int HEAD = 18;

    private static final byte[] ELF = "\u007fELF".getBytes(StandardCharsets.ISO_8859_1);
    private static final int PROGRAM = 2;

    /** Reads a file to its end. Only a program is read into memory. */
    static FoundFile of(String name, long size, InputStream content) throws IOException {
        byte[] head = content.readNBytes(HEAD);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), content);
        if (size > Image.MAX_BYTES || !isProgram(head)) {
            return new FoundFile(Digest.of("SHA-256", whole), false);
        }
        Bytes bytes = Bytes.readAll(name, whole, Image.MAX_BYTES);
        return new FoundFile(Digest.sha256(bytes), isImage(bytes));
    }

    private static boolean isProgram(byte[] head) {
        return head.length == HEAD
                && Arrays.equals(head, 0, ELF.length, ELF, 0, ELF.length)
                && head[HEAD - 2] == PROGRAM
                && head[HEAD - 1] == 0;
    }

    private static boolean isImage(Bytes file) {
        try {
            ImageFile.read(file).image().parts();
            return true;
        } catch (BadInput e) {
            return false;
        }
    }
}
