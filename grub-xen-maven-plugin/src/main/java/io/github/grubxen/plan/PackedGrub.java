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

/** GRUB's own files of standalone images, packed once for all images that have the same. For several threads. */
public final class PackedGrub {
    private final List<Packed> known = new ArrayList<>();

    private record Packed(Contents contents, Start start) {}

    /** An archive's beginning, and the names of its files. */
    record Start(Bytes archive, Set<String> names) {}

    /** What determines them. */
    record Contents(
            ModuleTree tree,
            Optional<List<ModuleRequest>> modules,
            SortedMap<String, Bytes> resources,
            FileCompression compression,
            long time) {}

    /** What packs them. */
    @FunctionalInterface
    interface Packer {
        Start pack() throws IOException;
    }

    /** Nothing packed yet. */
    public PackedGrub() {}

    synchronized Start get(Contents contents, Packer packer) throws IOException {
        for (Packed packed : known) {
            boolean sameTree = packed.contents().tree().equals(contents.tree());
            if (sameTree && packed.contents().equals(contents)) {
                return packed.start();
            }
        }
        Start start = packer.pack();
        known.add(new Packed(contents, start));
        return start;
    }
}
