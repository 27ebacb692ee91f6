// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.Untrusted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlParagraphTest {
    private static final String TEXT = """
            Package: a
            # not a field
            Description: one line
             and more
             .
             end

            Package: b
            Empty:
            """;

    @Test
    void readsParagraphsWithContinuedLinesAndComments() throws IOException {
        List<ControlParagraph> paragraphs = ControlParagraph.readAll("f", TEXT);
        assertThat(paragraphs).hasSize(2);
        assertThat(paragraphs.get(0).get("Description")).contains("one line\nand more\n.\nend");
        assertThat(paragraphs.get(1).fields()).containsEntry("Empty", "").hasSize(2);
    }

    @Test
    void writesWhatItRead() throws IOException {
        List<ControlParagraph> paragraphs = ControlParagraph.readAll("f", TEXT);
        assertThat(paragraphs.get(0).toText() + "\n" + paragraphs.get(1).toText())
                .isEqualTo(TEXT.replace("# not a field\n", ""));
    }

    @Test
    void refusesAFieldTwiceAndALineWithoutColonWithTheirLine() {
        assertThatThrownBy(() -> ControlParagraph.readAll("f", "A: 1\nA: 2\n"))
                .hasMessageContaining("f:2")
                .hasMessageContaining("second field");
        assertThatThrownBy(() -> ControlParagraph.readAll("f", "A: 1\nnonsense\n"))
                .hasMessageContaining("f:2");
    }

    @Test
    void refusesAFieldNameThatDebianDoesNotAllow() {
        for (String line : List.of(" A: 1", "A b: 1", "A : 1", "-A: 1", ": 1", "\u00c4: 1", "A\u0007: 1")) {
            assertThatThrownBy(() -> ControlParagraph.readAll("f", line))
                    .as(line)
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("f:1");
        }
    }

    @Test
    void readsAValueOfManyLines() throws IOException {
        String text = "A:" + "\n a".repeat(100_000);
        List<ControlParagraph> paragraphs = Untrusted.read(
                        "f", text.getBytes(StandardCharsets.UTF_8), () -> ControlParagraph.readAll("f", text))
                .orElseThrow();
        assertThat(paragraphs.get(0).get("A")).contains("\na".repeat(100_000));
    }
}
