// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void dropsColoursAndOtherSequences() {
        assertThat(read("\u001b[0;37;40mWelcome\u001b[m to\u001b(B GRUB!\r\n")).isEqualTo("Welcome to GRUB!\n");
    }

    @Test
    void beginsANewLineWhereTheCursorJumps() {
        assertThat(read("\u001b[H\u001b[JOne\u001b[5;3HTwo\u001b[2;1H\u001b[1;1HThree"))
                .isEqualTo("One\nTwo\nThree");
    }

    @Test
    void keepsTheLineWhereTheCursorMovesWithinIt() {
        assertThat(read("ab\u001b[3C\u001b[Kc")).isEqualTo("abc");
    }

    @Test
    void readsASequenceThatComesInPieces() {
        Terminal terminal = new Terminal();
        assertThat(terminal.text("a\u001b") + terminal.text("[1") + terminal.text(";2") + terminal.text("mb"))
                .isEqualTo("ab");
    }

    @Test
    void dropsControlCharacters() {
        assertThat(read("a\u0007\u0000\b\u007fb\tc")).isEqualTo("ab\tc");
    }

    @Test
    void dropsControlCharactersOfC1AndTheSequencesThatTheyBegin() {
        assertThat(read("a\u009b31mb\u0085c\u009d0;title\u009cd\u0090x\u001b\\e\u009fend"))
                .isEqualTo("abcde");
        for (char c = 0x80; c < 0xa0; c++) {
            assertThat(read("a" + c + "\n")).isEqualTo("a\n");
        }
    }

    @Test
    void dropsTextsForTheTerminalItselfButNotTheLinesAfterThem() {
        assertThat(read("a\u001b]0;title\u0007b\u001bPq#\u001b\\c\u001b]0;no end\nd"))
                .isEqualTo("abc\nd");
    }

    @Test
    void comesBackFromASequenceWithoutAnEnd() {
        assertThat(read("a\u001b[" + "1;".repeat(1000) + "\nb\n")).isEqualTo("a\nb\n");
    }

    private static String read(String text) {
        return new Terminal().text(text);
    }
}
