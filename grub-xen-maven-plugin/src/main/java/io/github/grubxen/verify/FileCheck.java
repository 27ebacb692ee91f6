// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.List;

/** A check that examines installed files. */
interface FileCheck {
    /** Number of bytes that a check gets to decide whether to examine the file. */
    int HEAD = 4;

    /** Whether this check examines a file with this path and these first bytes. */
    boolean wants(String path, byte[] head);

    /** Paths of symbolic links, and paths below such links, whose files this check examines too. */
    default List<String> links(PackageTree tree) {
        return List.of();
    }

    /** Examines a file. */
    void look(String path, Bytes content, Findings findings) throws IOException;
}
