// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

import java.util.List;
import java.util.Optional;
import org.tukaani.xz.LZMA2Options;

/**
 * How XZ for Java searches what is new. A stream that repeats itself from further back than the dictionary of the thorough
 * search is much smaller than what xz makes of it with that dictionary, whichever search is used: the quick one takes less than
 * half of the time there.
 *
 * @param thorough makes small streams
 * @param quick used where copies from beyond the dictionary of {@code thorough} make up for larger parts, if any
 */
public record Search(LZMA2Options thorough, Optional<LZMA2Options> quick) {
    /**
     * Bytes of far copies that make up for the quick search, as a part of what is new: a fifth. The quick search makes what is new
     * a tenth larger; a copy saves as much as xz would need for it.
     */
    private static final int ENOUGH = 5;

    /** As many bytes are looked at before the first of them are compressed. */
    private static final long FIRST = 24L << 20;

    /** The same search for any content. */
    public static Search always(LZMA2Options options) {
        return new Search(options, Optional.empty());
    }

    /** The search that depends on the content. */
    public static Search chosen(LZMA2Options thorough, LZMA2Options quick) {
        return new Search(thorough, Optional.of(quick));
    }

    /** Looks at a stream, piece by piece, and chooses the search from what it has seen. */
    static final class Choice {
        private final Search search;
        private final int far;
        private final boolean known;
        private long looked;
        private long fresh;
        private long copied;

        /**
         * Before the first piece.
         *
         * @param reach the largest distance of a copy in bytes
         */
        Choice(Search search, int reach) {
            this.search = search;
            far = search.thorough.getDictSize();
            known = search.quick.isEmpty() || reach <= far;
        }

        /** Looks at the next pieces of the stream. */
        void look(List<Piece> pieces) {
            for (Piece piece : pieces) {
                looked += piece.length();
                fresh += piece.repeats() ? 0 : piece.length();
                copied += piece.distance() > far ? piece.length() : 0;
            }
        }

        /** Whether enough was seen. */
        boolean isReady() {
            return known || looked >= FIRST;
        }

        /** The search for the parts that were looked at and are not compressed yet. */
        LZMA2Options options() {
            return !known && copied * ENOUGH >= fresh ? search.quick.orElse(search.thorough) : search.thorough;
        }
    }
}
