// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Answer NAME = new Answer("Username:", "root", true);
    private static final Answer PASSWORD = new Answer("Password:", "\u00fc b", false);

    @Test
    void areDueOnceAfterTheirTextsInTheirOrder() {
        Answers answers = new Answers(List.of(NAME, PASSWORD));
        answers.read("Password: no, User");
        assertThat(answers.takeDue()).isEmpty();
        answers.read("name: ");
        assertThat(answers.takeDue()).containsExactly(NAME);
        assertThat(answers.takeDue()).isEmpty();
        answers.read("Username: Password:");
        assertThat(answers.takeDue()).containsExactly(PASSWORD);
        answers.read("Username: Password:");
        assertThat(answers.takeDue()).isEmpty();
    }

    @Test
    void areFoundAfterMuchOutput() {
        Answers answers = new Answers(List.of(NAME));
        for (int i = 0; i < 100_000; i++) {
            answers.read("a line\n");
        }
        answers.read("Username:");
        assertThat(answers.takeDue()).containsExactly(NAME);
    }

    @Test
    void areSentAsOctalEscapes() {
        assertThat(NAME.command("case-1")).isEqualTo("type case-1 \\0162\\0157\\0157\\0164\\015");
        assertThat(PASSWORD.command("case-1")).isEqualTo("type case-1 \\0303\\0274\\040\\0142");
    }

    @Test
    void areRefusedIfNothingOrTooMuchWouldBeTyped() {
        refused(new Answer(" ", "x", true), "no text to wait for");
        refused(new Answer("x", "", false), "0 bytes to type");
        refused(new Answer("x", "y".repeat(501), true), "501 bytes to type");
    }

    private static void refused(Answer answer, String message) {
        assertThatThrownBy(() -> answer.check("web"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("case 'web'")
                .hasMessageContaining(message);
    }
}
