// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.archive.TarMember;
import io.github.grubxen.io.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The contents that were found in a package. Contents that a broken archive hides are missing. */
final class OpenedPackage {
    /** The package's file name. */
    final String fileName;

    /** The control files by name. */
    final Map<String, Bytes> control = new TreeMap<>();

    /** The installed entries by path, in the archive's order. */
    final Map<String, TarMember> data = new LinkedHashMap<>();

    /** The installed tree, with links followed. */
    final PackageTree tree = new PackageTree();

    /** MD5 of each file, hard links included, by path. */
    final SortedMap<String, String> sums = new TreeMap<>();

    /** The control fields; null if they cannot be read. */
    @Nullable
    ControlParagraph fields;

    /** Whether all of its control data could be read. */
    boolean wholeControl;

    /** Whether the whole payload could be read, so that a missing path is certainly not in the package. */
    boolean whole;

    OpenedPackage(String fileName) {
        this.fileName = fileName;
    }

    /** The paths of all entries that are not directories. */
    Set<String> files() {
        return data.entrySet().stream()
                .filter(entry -> !entry.getValue().isDirectory())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
