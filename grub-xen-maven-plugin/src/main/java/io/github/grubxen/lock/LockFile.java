// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.io.Place;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A lock file that was read.
 *
 * @param path the file
 * @param lock what it says
 * @param lines the number of the line, from 1, that has a file's digest, a tree's digest, or a field of the first paragraph, by the
 *     {@link LockedFile}, the {@link Platform} or the field's name
 */
public record LockFile(Path path, GrubLock lock, Map<Object, Integer> lines) {

    /** Copies the map. */
    public LockFile {
        lines = Map.copyOf(lines);
    }

    /**
     * Reads a lock file.
     *
     * @return nothing if there is no such file
     * @throws io.github.grubxen.io.BadInput if it is damaged, with the line and what is wrong there
     */
    public static Optional<LockFile> read(Path path) throws IOException {
        return Files.exists(path) ? Optional.of(LockReader.read(path)) : Optional.empty();
    }

    /** The place that has the digest of a locked file or tree, or a field of the first paragraph. */
    Place place(Object what) {
        return new Place.WholeLine(path.toString(), Objects.requireNonNull(lines.get(what)));
    }
}
