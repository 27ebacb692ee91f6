package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
}
