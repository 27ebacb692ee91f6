// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image or a package of one or both builds.
 *
 * @param name path of an image below the build's directory, file name of a package, or both for an image in a package
 * @param kind {@code image} or {@code package}
 * @param state whether it is the same in both builds
 * @param oldSize size in bytes in the former build; null if it is not there
 * @param newSize size in bytes in the newer build; null if it is not there
 * @param as another item with the same bytes in each build, which shows the parts; null if this item does
 * @param parts the parts that differ
 * @param same names of the parts that do not differ, if others do
 */
public record Item(
        String name,
        String kind,
        State state,
        @Nullable Long oldSize,
        @Nullable Long newSize,
        @Nullable String as,
        List<Part> parts,
        List<String> same) {
    static final String IMAGE = "image";
    static final String PACKAGE = "package";

    /** Whether an item is the same in both builds. */
    public enum State {
        /** In both, with the same bytes. */
        SAME,
        /** In both, with different bytes. */
        CHANGED,
        /** Only in the newer build. */
        ADDED,
        /** Only in the former build. */
        REMOVED;

        /** The state of something with these digests; null if it is not in a build. */
        static State of(@Nullable String former, @Nullable String newer) {
            if (former == null) {
                return ADDED;
            }
            return newer == null ? REMOVED : former.equals(newer) ? SAME : CHANGED;
        }
    }

    /** Copies the lists. */
    public Item {
        parts = List.copyOf(parts);
        same = List.copyOf(same);
    }
}
