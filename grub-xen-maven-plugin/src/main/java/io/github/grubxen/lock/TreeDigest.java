// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The digest of a module tree. It is the SHA-256 of a text with one line for each file of the tree, in ascending order of the
 * names' bytes: the SHA-256 of the file's contents in 64 lower-case digits, two spaces, the file's name and a line feed. This
 * is what {@code sha256sum} prints, so a shell in the C locale computes the digest with {@code sha256sum * | sha256sum} in the
 * tree's directory. Timestamps, modes and owners do not influence it.
 *
 * @param files number of files
 * @param sha256 64 lower-case digits
 */
public record TreeDigest(int files, String sha256) {

    /** The digest of the tree in a directory. Every file in the directory belongs to the tree. */
    static TreeDigest of(Path directory) throws IOException {
        StringBuilder lines = new StringBuilder();
        int files = 0;
        for (Path file : Directories.list(directory)) {
            lines.append(Digest.sha256(file))
                    .append("  ")
                    .append(file.getFileName())
                    .append('\n');
            files++;
        }
        byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
        return new TreeDigest(files, Digest.sha256(Bytes.of("tree", text)));
    }
}
