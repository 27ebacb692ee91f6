// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;

class SearchTest {
    private static final int MEBI = 1 << 20;
    private static final int REACH = 32 * MEBI;

    private final LZMA2Options thorough = preset(6);
    private final LZMA2Options quick = preset(1);
    private final Search.Choice choice = new Search.Choice(Search.chosen(thorough, quick), REACH);

    @Test
    void isThoroughForWhatIsNew() {
        choice.look(List.of(fresh(6 * MEBI)));
        assertThat(choice.options()).isSameAs(thorough);
    }

    @Test
    void isThoroughWhereXzSeesTheRepeatsToo() {
        choice.look(List.of(fresh(6 * MEBI), copy(6 * MEBI, 6 * MEBI)));
        assertThat(choice.options()).isSameAs(thorough);
    }

    @Test
    void isQuickWhereTheStreamRepeatsItselfFromBeyondTheDictionary() {
        choice.look(List.of(fresh(9 * MEBI), copy(9 * MEBI, 9 * MEBI)));
        assertThat(choice.options()).isSameAs(quick);
    }

    @Test
    void isThoroughAgainWhereNothingNewRepeats() {
        choice.look(List.of(fresh(9 * MEBI), copy(2 * MEBI, 9 * MEBI)));
        assertThat(choice.options()).isSameAs(quick);
        choice.look(List.of(fresh(2 * MEBI)));
        assertThat(choice.options()).isSameAs(thorough);
    }

    @Test
    void waitsForTheEndOrForWhatIsEnoughToChooseBy() {
        choice.look(List.of(fresh(20 * MEBI)));
        assertThat(choice.isReady()).isFalse();
        choice.look(List.of(copy(4 * MEBI, 20 * MEBI)));
        assertThat(choice.isReady()).isTrue();
    }

    @Test
    void waitsForNothingWhereThereIsNoChoice() {
        assertThat(new Search.Choice(Search.always(quick), REACH).isReady()).isTrue();
        Search.Choice near = new Search.Choice(Search.chosen(thorough, quick), thorough.getDictSize());
        assertThat(near.isReady()).isTrue();
        assertThat(near.options()).isSameAs(thorough);
    }

    private static Piece fresh(int length) {
        return new Piece(0, length, 0);
    }

    private static Piece copy(int length, int distance) {
        return new Piece(distance, length, distance);
    }

    private static LZMA2Options preset(int preset) {
        try {
            return new LZMA2Options(preset);
        } catch (UnsupportedOptionsException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
