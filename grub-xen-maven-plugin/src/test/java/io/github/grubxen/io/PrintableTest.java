// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    private static final String HOSTILE = "a\u0000b\u001b[2Jc\rd\u007fe\u0080f\u009bg\u202eh\u2066i\u2028j";
    private static final String SHOWN = "a?b?[2Jc?d?e?f?g?h?i?j";

    @Test
    void hasNothingThatATerminalObeys() {
        assertThat(Printable.text(HOSTILE)).isEqualTo(SHOWN);
        assertThat(Printable.line(HOSTILE)).isEqualTo(SHOWN);
        for (char c = 0; c < 0xa0; c++) {
            boolean printable = c >= ' ' && c < 0x7f;
            assertThat(Printable.line(String.valueOf(c))).isEqualTo(printable ? String.valueOf(c) : "?");
        }
    }

    /** What shows nothing can hide in a name, or part a word in two; a pile of marks covers the lines above and below. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ad",
                "\u034f",
                "\u061c",
                "\u180e",
                "\u200b",
                "\u200d",
                "\u200e",
                "\u202e",
                "\u2060",
                "\u2069",
                "\u2028",
                "\u2029",
                "\u3164",
                "\ufe0f",
                "\ufeff",
                "\ufff9",
                "\udb40\udc41",
                "\udb40\udd00",
                "\ud800",
                "\udc00"
            })
    void hasNothingThatShowsNothing(String unseen) {
        assertThat(Printable.text("a" + unseen + "b")).isEqualTo("a?b");
        assertThat(Printable.line("a" + unseen + "b")).isEqualTo("a?b");
        String json = "{\"a\": \"x" + unseen + "y\"}";
        assertThat(Printable.json(json)).isASCII();
        assertThat(JsonParser.parseString(Printable.json(json))).isEqualTo(JsonParser.parseString(json));
    }

    @Test
    void keepsAMarkOnALetterButNoPileOfMarks() {
        assertThat(Printable.line("e\u0301 \u0627\u064b\u0651 \u0e01\u0e34\u0e49"))
                .isEqualTo("e\u0301 \u0627\u064b\u0651 \u0e01\u0e34\u0e49");
        assertThat(Printable.line("'\u0301'")).isEqualTo("'?'");
        assertThat(Printable.line("a" + "\u0336".repeat(9))).isEqualTo("a" + "\u0336".repeat(3) + "?".repeat(6));
    }

    /** A problem is one line too: only what another program printed has lines of its own. */
    @Test
    void aNameInAProblemIsOnOneLineAndAQuotedLineIsALine() {
        assertThat(new BadInput("grub-xen.modules", "no module 'a\nERROR b\u001b[2J'", "Look\nhere."))
                .hasMessage("grub-xen.modules: no module 'a?ERROR b?[2J'. Look?here.");
        BadInput quoting = BadInput.quoting(
                new Place.Named("apt"), "failed", List.of("E: one\u202e\u001b[2J", "\tE: two"), "Look.");
        assertThat(quoting).hasMessage("apt: failed:\nE: one??[2J\n\tE: two\nLook.");
        assertThat(quoting.diagnostic().line()).isEqualTo("apt: failed: E: one??[2J ?E: two. Look.");
    }

    @Test
    void ofAVeryLongNameTheBeginningIsShown() {
        assertThat(new BadInput("x".repeat(1 << 20), "is '" + "y".repeat(1 << 20) + "'", "Shorten it.").getMessage())
                .hasSizeLessThan(10_000)
                .endsWith("yyy.... Shorten it.");
    }

    @Test
    void keepsTheEndsOfLinesOfATextAndLettersOfAnyScript() {
        assertThat(Printable.text("Größe\t€\n\ud83d\ude00\n")).isEqualTo("Größe\t€\n\ud83d\ude00\n");
        assertThat(Printable.line("a\tb\nc")).isEqualTo("a?b?c");
    }

    @Test
    void leavesTheValuesOfJsonAsTheyAre() {
        String json = "{\n  \"a\": \"x\u009b\u202ey\"\n}";
        assertThat(Printable.json(json)).isEqualTo("{\n  \"a\": \"x\\u009b\\u202ey\"\n}");
        assertThat(JsonParser.parseString(Printable.json(json))).isEqualTo(JsonParser.parseString(json));
    }

    @Test
    void isWhatAMessageConsistsOf() {
        assertThat(new BadInput("a\u009b.mod", "is 'b\u001b[2J'", "Rename it."))
                .hasMessage("a?.mod: is 'b?[2J'. Rename it.");
    }

    /** A file may be called as the line of another message would be. */
    @Test
    void aPlaceIsOnOneLineWhateverTheNamesInItAre() {
        assertThat(new BadInput(Path.of("a\n[ERROR] all is well\u009b2Jb"), "no such file", "Check the path."))
                .hasMessage("a?[ERROR] all is well?2Jb: no such file. Check the path.");
    }
}
