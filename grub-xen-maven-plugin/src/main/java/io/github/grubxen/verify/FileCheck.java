// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.List;

/** A check that looks into installed files. */
interface FileCheck {
    /** Number of bytes that a check gets to decide whether it wants the file. */
    int HEAD = 4;

    /** Whether it looks into a file, by its path and its first bytes. */
    boolean wants(String path, byte[] head);

    /** Paths of symbolic links, or below them, whose files it looks into as well. */
    default List<String> links(PackageTree tree) {
        return List.of();
    }

    /** Looks into a file that it wants. */
    void look(String path, Bytes content, Findings findings) throws IOException;
}
