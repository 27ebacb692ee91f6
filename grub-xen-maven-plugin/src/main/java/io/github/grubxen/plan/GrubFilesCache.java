// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * GRUB's own files in the memdisks of a build's standalone images. Images with the same files share one archive. Several threads
 * may use a cache.
 */
public final class GrubFilesCache {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Inputs inputs, ArchiveStart start) {}

    /**
     * The part of a memdisk with GRUB's own files.
     *
     * @param archive the tar archive without its end
     * @param names the names of its files
     */
    record ArchiveStart(Bytes archive, Set<String> names) {}

    /** Everything that determines the bytes of such an archive. */
    record Inputs(
            ModuleTree tree,
            Optional<List<ModuleRequest>> modules,
            SortedMap<String, Bytes> resources,
            MemdiskFileCompression compression,
            long time) {}

    /** Writes an archive that is not in the cache. */
    @FunctionalInterface
    interface Writer {
        ArchiveStart write() throws IOException;
    }

    /** An empty cache. */
    public GrubFilesCache() {}

    synchronized ArchiveStart get(Inputs inputs, Writer writer) throws IOException {
        for (Entry entry : entries) {
            boolean sameTree = entry.inputs().tree().equals(inputs.tree());
            if (sameTree && entry.inputs().equals(inputs)) {
                return entry.start();
            }
        }
        ArchiveStart start = writer.write();
        entries.add(new Entry(inputs, start));
        return start;
    }
}
