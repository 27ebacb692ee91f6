// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.File;
import java.nio.file.Path;

/** The room that is left on a disk. */
public final class DiskRoom {
    private DiskRoom() {}

    /**
     * The bytes that this user may still write to the disk of an existing file or directory; {@link Long#MAX_VALUE} if that is
     * unknown. Java's FileStore would fail in a chroot, where no mount point contains the file.
     */
    public static long bytes(Path path) {
        File file = path.toFile();
        return file.getTotalSpace() == 0 ? Long.MAX_VALUE : file.getUsableSpace();
    }
}
