// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

import java.util.List;
import java.util.Optional;
import org.tukaani.xz.LZMA2Options;

/**
 * How XZ for Java searches new data. A stream that repeats data from beyond the dictionary of the thorough search
 * becomes much smaller than xz makes it with that dictionary, whichever search is used. The quick search then takes
 * less than half of the time.
 *
 * @param thorough the search for small streams
 * @param quick the search for streams in which copies from beyond the dictionary of {@code thorough} make up for larger
 *     parts; empty if only {@code thorough} is used
 */
public record Search(LZMA2Options thorough, Optional<LZMA2Options> quick) {
    /**
     * Far copies make up for the quick search if they have at least this fraction of the size of the new data: a fifth.
     * The quick search makes new data a tenth larger. A far copy saves the bytes that xz would need for it.
     */
    private static final int ENOUGH = 5;

    /** Number of bytes that are examined before the first of them are compressed. */
    private static final long FIRST = 24L << 20;

    /** The same search for any content. */
    public static Search always(LZMA2Options options) {
        return new Search(options, Optional.empty());
    }

    /** A search that depends on the content. */
    public static Search chosen(LZMA2Options thorough, LZMA2Options quick) {
        return new Search(thorough, Optional.of(quick));
    }

    /** Examines a stream piece by piece, and chooses the search by the pieces so far. */
    static final class Choice {
        private final Search search;
        private final int far;
        private final boolean known;
        private long looked;
        private long fresh;
        private long copied;

        /**
         * A choice before the first piece.
         *
         * @param reach the largest distance of a copy, in bytes
         */
        Choice(Search search, int reach) {
            this.search = search;
            far = search.thorough.getDictSize();
            known = search.quick.isEmpty() || reach <= far;
        }

        /** Examines the next pieces of the stream. */
        void look(List<Piece> pieces) {
            for (Piece piece : pieces) {
                looked += piece.length();
                fresh += piece.repeats() ? 0 : piece.length();
                copied += piece.distance() > far ? piece.length() : 0;
            }
        }

        /** Whether enough data was examined. */
        boolean isReady() {
            return known || looked >= FIRST;
        }

        /** The search for the parts that were examined and are not compressed yet. */
        LZMA2Options options() {
            return !known && copied * ENOUGH >= fresh ? search.quick.orElse(search.thorough) : search.thorough;
        }
    }
}
