// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the elements of a {@code <package>} mean. */
class PackageElementsTest {
    private static final ControlParagraph DEFAULTS =
            ControlParagraph.of("Package", "site", "Built-Using", "grub2 (= 2.12-9)", "Section", "admin");

    @Test
    void noneTakesADefaultAway() throws BadInput {
        ControlConfiguration control = new ControlConfiguration();
        control.setBuiltUsing(" none ");
        control.setSection("kernel");
        control.setDepends("aaa,\n    bbb");
        assertThat(control.applyTo(DEFAULTS))
                .isEqualTo(ControlParagraph.of("Package", "site", "Section", "kernel", "Depends", "aaa, bbb"));
    }

    @Test
    void aFieldGivenTwiceIsRefused() {
        ControlConfiguration control = new ControlConfiguration();
        control.setDepends("aaa");
        control.setDepends("bbb");
        assertThatThrownBy(() -> control.checkOnce("here"))
                .hasMessage("here: the field Depends is given twice. Put all of it into one element.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'One'|'One'",
                "'One\n   two'|'One\ntwo'",
                "'\n  One\n  two\n\n    - item\n  '|'One\ntwo\n.\n  - item'",
                "'One\n  two\n    - item\n  '|'One\ntwo\n  - item'"
            })
    void aDescriptionKeepsLinesThatAreIndentedMore(String text, String expected) {
        assertThat(Description.of(text)).isEqualTo(expected);
    }
}
