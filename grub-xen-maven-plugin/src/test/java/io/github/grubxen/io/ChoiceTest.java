// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Words of a fixed set. */
class ChoiceTest {
    private static final Choice<Form> FORMS = Choice.of("form", Form.values());

    private enum Form {
        ROUND,
        NOT_ROUND,
        OWN
    }

    @Test
    void readsAWordOfAConstant() throws BadInput {
        assertThat(FORMS.read("<form>", "not-round")).isEqualTo(Form.NOT_ROUND);
    }

    @Test
    void ignoresBlanksAroundAWord() throws BadInput {
        assertThat(FORMS.read("<form>", "\n round ")).isEqualTo(Form.ROUND);
    }

    @Test
    void listsTheWordsIfAnotherOneIsGiven() {
        assertThatThrownBy(() -> FORMS.read("<form>", "Round"))
                .isInstanceOf(BadInput.class)
                .hasMessage("<form>: 'Round' is not a form. Use round, not-round or own.");
        assertThatThrownBy(
                        () -> Choice.of("number", List.of(1), String::valueOf).read("<n>", ""))
                .hasMessage("<n>: '' is not a number. Use 1.");
    }

    @Test
    void withoutAValueNamesTheOtherRemedy() {
        Choice<Form> choice = FORMS.without(Form.OWN, "give a file");
        assertThatThrownBy(() -> choice.read("<form>", "own"))
                .hasMessage("<form>: 'own' is not a form. Use round, not-round, or give a file.");
    }
}
