// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
