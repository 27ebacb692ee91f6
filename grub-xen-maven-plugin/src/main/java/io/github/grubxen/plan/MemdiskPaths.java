// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.io.BadInput;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The paths of a memdisk's files. Each occurs once, and none is both a file and a directory. */
final class MemdiskPaths {
    private final Set<String> files;
    private final Set<String> directories = new HashSet<>();

    /** The paths of files that do not conflict. */
    MemdiskPaths(Collection<String> files) {
        this.files = new HashSet<>(files);
        files.forEach(this::addDirectories);
    }

    /**
     * Adds a path.
     *
     * @throws BadInput if GRUB would find another file, or no file, at this path or at an earlier one
     */
    void add(String where, String path) throws BadInput {
        if (directories.contains(path)) {
            throw new BadInput(where, "the memdisk has files below that name already", REMEDY);
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (files.contains(path.substring(0, slash))) {
                throw new BadInput(
                        where, "it lies below '" + path.substring(0, slash) + "', a file of the memdisk", REMEDY);
            }
        }
        if (!files.add(path)) {
            throw new BadInput(where, "the memdisk has a file of that name already", REMEDY);
        }
        addDirectories(path);
    }

    private void addDirectories(String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            if (!directories.add(path.substring(0, slash))) {
                return;
            }
        }
    }

    private static final String REMEDY = "Give each file a name of its own.";
}
